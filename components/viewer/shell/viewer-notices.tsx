'use client'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'

type Props = {
  document: DocumentBody
  version: number
  /** Why a link's words are not marked; null when they are, or none were asked for. */
  lostMark: string | null
  onForgetMark: () => void
  onOpenNewest: () => void
}

/** The lines between the toolbar and the page: only what one has to know to trust what one reads. */
export function ViewerNotices({ document, version, lostMark, onForgetMark, onOpenNewest }: Props) {
  const locale = useReaderLocale()
  const number = (value: number) => formatNumber(value, locale)
  const { status, pageCount, pagesDone, coverage } = document
  const isNewest = version === document.version
  return (
    <>
      {lostMark && (
        <Line tone="amber" action="Close" onAction={onForgetMark}>
          {lostMark}
        </Line>
      )}
      {!isNewest && (
        <Line action={`Open version ${document.version}`} onAction={onOpenNewest}>
          This is version {version}. There is a newer one.
        </Line>
      )}
      {isNewest && (status === 'queued' || status === 'processing') && (
        <div className="border-b bg-paper px-4 py-2">
          <Progress
            label={`Reading ${document.title}`}
            value={pagesDone}
            max={pageCount ?? 0}
            text={
              pageCount
                ? `${number(pagesDone)} of ${number(pageCount)} pages can be searched so far`
                : 'Waiting to be read; the pages are here already'
            }
          />
        </div>
      )}
      {isNewest && status !== 'failed' && coverage.unreadable > 0 && (
        <Line tone="amber">
          {number(coverage.unreadable)} of {number(coverage.pages)} pages could not be read: their words cannot be found
          or marked.
        </Line>
      )}
    </>
  )
}

type LineProps = { tone?: 'plain' | 'amber'; action?: string; onAction?: () => void; children: ReactNode }

function Line({ tone = 'plain', action, onAction, children }: LineProps) {
  return (
    <div
      role="status"
      className={cx(
        'flex items-baseline gap-4 border-b px-4 py-1.5 text-small',
        tone === 'amber' ? 'bg-amber-wash text-amber' : 'bg-well text-ink-2',
      )}
    >
      <p className="min-w-0 flex-1">{children}</p>
      {action && (
        <button
          type="button"
          onClick={onAction}
          className="shrink-0 cursor-pointer rounded-sm font-medium underline underline-offset-2"
        >
          {action}
        </button>
      )}
    </div>
  )
}
