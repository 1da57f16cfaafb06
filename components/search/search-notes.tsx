'use client'
import { formatCount, formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { maxTotal, type SearchReply } from '#lib/search/schema.ts'

/** How much was found, and in what. */
export function ResultCount({ reply }: { reply: SearchReply }) {
  const locale = useReaderLocale()
  const { total, coverage } = reply
  const found =
    total >= maxTotal
      ? `The best ${formatNumber(maxTotal, locale)} pages`
      : formatCount(total, 'page found', 'pages found', locale)
  const documents = formatCount(coverage.documents, 'document', 'documents', locale)
  const pages = formatCount(coverage.pages, 'page', 'pages', locale)
  return (
    <p role="status" className="figures text-ink-2 text-small">
      {found} · {documents}, {pages} searched
    </p>
  )
}

/** Pages that nobody could read hold what nobody can find: said wherever something is looked for. */
export function UnreadNotice({ coverage }: Pick<SearchReply, 'coverage'>) {
  const locale = useReaderLocale()
  if (coverage.unreadablePages === 0) return null
  const all = formatCount(coverage.pages, 'page', 'pages', locale)
  return (
    <Notice tone="amber">
      {formatNumber(coverage.unreadablePages, locale)} of {all} could not be read: what stands there cannot be found.
    </Notice>
  )
}

/** Says where something else was looked for than what was typed. */
export function WideningNotice({
  reply,
  onAsk,
}: {
  reply: SearchReply
  onAsk: (typed: string, instead: string) => void
}) {
  const spelling = reply.spelling.filter(({ found }) => found.length > 0)
  if (spelling.length === 0 && !reply.isPartial) return null
  return (
    <Notice>
      {spelling.map(({ typed, found }) => (
        <p key={typed}>
          Nothing says “{typed}”. Did you mean{' '}
          {found.slice(0, 3).map((word, index) => (
            <span key={word}>
              {index > 0 && (index === Math.min(found.length, 3) - 1 ? ' or ' : ', ')}
              <button
                type="button"
                onClick={() => onAsk(typed, word)}
                className="cursor-pointer rounded-sm font-medium text-accent underline underline-offset-2 hover:text-accent-strong"
              >
                {word}
              </button>
            </span>
          ))}
          ? That is shown.
        </p>
      ))}
      {reply.isPartial && <p>No passage has all of it. These have the most.</p>}
    </Notice>
  )
}
