'use client'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { useMarks } from '#components/viewer/marks/marks-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'

const messages = viewerMessages.notices

/** Notices between the toolbar and the pages: the state of processing, and what limits Find and marks. */
export function ViewerNotices() {
  const { document, version, isNewest, openVersion } = useShownVersion()
  const { passageProblem, removePassage } = useMarks()
  const locale = useReaderLocale()
  const number = (value: number) => formatNumber(value, locale)
  const { status, pageCount, pagesDone, coverage } = document
  return (
    <>
      {passageProblem && (
        <Line tone="amber" action={messages.dismiss} onAction={removePassage}>
          {passageProblem}
        </Line>
      )}
      {!isNewest && (
        <Line action={messages.openVersion(document.version)} onAction={() => openVersion(document.version)}>
          {messages.olderVersion(version)}
        </Line>
      )}
      {isNewest && (status === 'queued' || status === 'processing') && (
        <div className="border-b bg-paper px-4 py-2">
          <Progress
            label={messages.processing(document.title)}
            value={pagesDone}
            max={pageCount ?? 0}
            text={pageCount ? messages.searchablePages(number(pagesDone), number(pageCount)) : messages.queued}
          />
        </div>
      )}
      {isNewest && status !== 'failed' && coverage.unreadable > 0 && (
        <Line tone="amber">
          {messages.unreadablePages(coverage.unreadable, number(coverage.unreadable), number(coverage.pages))}
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
