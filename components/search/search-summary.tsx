'use client'
import { Fragment } from 'react'
import { alternativesToParts } from '#components/ui/catalogue.ts'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { maxTotal, type SearchReply } from '#lib/search/schema.ts'
import { searchMessages } from './messages.ts'

const maxReplacements = 3

/** How many pages match, and how many documents and pages were searched. */
export function ResultCount({ reply }: { reply: SearchReply }) {
  const locale = useReaderLocale()
  const { summary } = searchMessages
  const { total, coverage } = reply
  const number = (value: number) => formatNumber(value, locale)
  const found = total >= maxTotal ? summary.limit(number(maxTotal)) : summary.found(total, number(total))
  const documents = summary.documents(coverage.documents, number(coverage.documents))
  const pages = summary.pages(coverage.pages, number(coverage.pages))
  return (
    <p role="status" className="figures text-ink-2 text-small">
      {summary.whole(found, documents, pages)}
    </p>
  )
}

/** Warns about pages without readable text, which no search can find. */
export function UnreadablePagesNotice({ coverage }: Pick<SearchReply, 'coverage'>) {
  const locale = useReaderLocale()
  const { unreadablePages, pages } = coverage
  if (unreadablePages === 0) return null
  const number = (value: number) => formatNumber(value, locale)
  return (
    <Notice tone="amber">
      {searchMessages.unreadablePages(
        unreadablePages,
        number(unreadablePages),
        searchMessages.summary.pages(pages, number(pages)),
      )}
    </Notice>
  )
}

type RelaxedQueryProps = { reply: SearchReply; onReplace: (typed: string, replacement: string) => void }

/** Says where the server searched for similar spellings, or for only some of the words. */
export function RelaxedQueryNotice({ reply, onReplace }: RelaxedQueryProps) {
  const spelling = reply.spelling.filter(({ found }) => found.length > 0)
  if (spelling.length === 0 && !reply.isPartial) return null
  return (
    <Notice>
      {spelling.map(({ typed, found }) => (
        <p key={typed}>
          <FilledText
            text={searchMessages.spelling}
            values={{
              typed,
              replacements: (
                <Replacements words={found.slice(0, maxReplacements)} onChoose={(word) => onReplace(typed, word)} />
              ),
            }}
          />
        </p>
      ))}
      {reply.isPartial && <p>{searchMessages.partial}</p>}
    </Notice>
  )
}

/** The words as buttons, joined with commas and “or”. */
function Replacements({ words, onChoose }: { words: readonly string[]; onChoose: (word: string) => void }) {
  return alternativesToParts(words).map(({ type, value }, index) =>
    type === 'literal' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a list keep their order.
      <Fragment key={index}>{value}</Fragment>
    ) : (
      <button
        key={value}
        type="button"
        onClick={() => onChoose(value)}
        className="cursor-pointer rounded-sm font-medium text-accent underline underline-offset-2 hover:text-accent-strong"
      >
        {value}
      </button>
    ),
  )
}
