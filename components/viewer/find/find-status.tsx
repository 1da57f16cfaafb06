'use client'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { useFind } from './find-context.tsx'
import { maxMatches } from './find-matches.ts'
import { findMessages } from './messages.ts'

/** The number of matches and the position of the current one, announced to screen readers. */
export function FindStatus() {
  const locale = useReaderLocale()
  return (
    <p role="status" className="figures text-ink-2 text-small">
      {statusText(useFind(), (value) => formatNumber(value, locale))}
    </p>
  )
}

type Status = Pick<ReturnType<typeof useFind>, 'query' | 'matches' | 'isSearching' | 'current'>

function statusText({ query, matches, isSearching, current }: Status, number: (value: number) => string): string {
  if (query.trim() === '') return findMessages.hint
  if (matches.length === 0) return isSearching ? findMessages.searching : findMessages.noMatches
  const isLimited = matches.length >= maxMatches
  const count = number(isLimited ? maxMatches : matches.length)
  if (current < 0) return isLimited ? findMessages.foundLimited(count) : findMessages.found(count)
  const position = number(current + 1)
  return isLimited ? findMessages.positionLimited(position, count) : findMessages.position(position, count)
}
