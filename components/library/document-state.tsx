'use client'
import { CircleAlert, Clock } from 'lucide-react'
import { Badge, State } from '#components/ui/badge.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { LibraryDocument } from './document.ts'

/** How far the reading of a document is, in true numbers; nothing to say is the good state. */
export function DocumentState({ document }: { document: LibraryDocument }) {
  const locale = useReaderLocale()
  const { status, pageCount, pagesDone, coverage, failure } = document
  const number = (value: number) => formatNumber(value, locale)
  if (status === 'queued') {
    return <State icon={<Clock aria-hidden="true" />}>Waiting to be read</State>
  }
  if (status === 'processing') {
    return (
      <Progress
        label={`Reading ${document.title}`}
        value={pagesDone}
        max={pageCount ?? 0}
        text={pageCount ? `${number(pagesDone)} of ${number(pageCount)} pages` : 'Opening'}
        className="w-full max-w-44"
      />
    )
  }
  if (status === 'failed') {
    return (
      <State tone="red" icon={<CircleAlert aria-hidden="true" />}>
        <span title={failure?.detail}>{failureWords(failure?.code)}</span>
      </State>
    )
  }
  if (coverage.unreadable > 0) {
    return (
      <State tone="amber">
        {number(coverage.unreadable)} of {number(coverage.pages)} pages could not be read
      </State>
    )
  }
  return <State>Ready</State>
}

const failures: Record<string, string> = {
  'pdf.password_required': 'Locked with a password',
  'pdf.damaged': 'Damaged beyond reading',
  'pdf.no_pages': 'Has no pages',
  'pdf.too_complex': 'Too much to read',
}

export function failureWords(code: string | undefined): string {
  return failures[code ?? ''] ?? 'Could not be read'
}

export function Tags({ tags, onChoose }: { tags: readonly string[]; onChoose?: (tag: string) => void }) {
  if (tags.length === 0) return null
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden">
      {tags.slice(0, 3).map((tag) =>
        onChoose ? (
          <button
            key={tag}
            type="button"
            title={`Show what is tagged “${tag}”`}
            className="min-w-0 cursor-pointer rounded-sm hover:underline"
            onClick={() => onChoose(tag)}
          >
            <Badge>{tag}</Badge>
          </button>
        ) : (
          <Badge key={tag}>{tag}</Badge>
        ),
      )}
      {tags.length > 3 && <Badge>+{tags.length - 3}</Badge>}
    </span>
  )
}
