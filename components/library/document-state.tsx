'use client'
import { CircleAlert, Clock } from 'lucide-react'
import { Badge, State } from '#components/ui/badge.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { LibraryDocument } from './document.ts'
import { libraryMessages } from './messages.ts'

const messages = libraryMessages.status

/** The processing state of a document, with exact page numbers. */
export function DocumentState({ document }: { document: LibraryDocument }) {
  const locale = useReaderLocale()
  const { status, pageCount, pagesDone, coverage, failure } = document
  if (status === 'queued') {
    return <State icon={<Clock aria-hidden="true" />}>{messages.queued}</State>
  }
  if (status === 'processing') {
    return (
      <Progress
        label={messages.processingDocument(document.title)}
        value={pagesDone}
        max={pageCount ?? 0}
        text={pageCount ? messages.pagesDone(pagesDone, pageCount, locale) : messages.processing}
        className="w-full max-w-44"
      />
    )
  }
  if (status === 'failed') {
    return (
      <State tone="red" icon={<CircleAlert aria-hidden="true" />}>
        <span title={failure?.detail}>{failureText(failure?.code)}</span>
      </State>
    )
  }
  if (coverage.unreadable > 0) {
    return <State tone="amber">{messages.unreadablePages(coverage.unreadable, coverage.pages, locale)}</State>
  }
  return <State>{messages.ready}</State>
}

const failures: Record<string, string> = {
  'pdf.password_required': libraryMessages.failures.passwordRequired,
  'pdf.damaged': libraryMessages.failures.damaged,
  'pdf.no_pages': libraryMessages.failures.noPages,
  'pdf.too_complex': libraryMessages.failures.tooComplex,
}

/** The short text for the error code of a document that could not be processed. */
export function failureText(code: string | undefined): string {
  return failures[code ?? ''] ?? libraryMessages.failures.other
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
            title={libraryMessages.row.filterByTag(tag)}
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
