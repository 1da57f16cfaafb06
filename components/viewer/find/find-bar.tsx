'use client'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { useFind } from './find-context.tsx'
import { findMessages } from './messages.ts'

/** Steps through the matches on narrow screens, below the pages. */
export function FindBar() {
  const locale = useReaderLocale()
  const { query, setQuery, matches, current, stepMatch } = useFind()
  const number = (value: number) => formatNumber(value, locale)
  const count = number(matches.length)
  const text = current >= 0 ? findMessages.barPosition(number(current + 1), count) : findMessages.barFound(count)
  const hasNoMatches = matches.length === 0
  return (
    <div
      role="toolbar"
      aria-label={findMessages.toolbar}
      className="flex shrink-0 items-center gap-1 border-t bg-paper px-3 py-1"
    >
      <p className="figures min-w-0 flex-1 truncate text-small">
        <FilledText text={text} values={{ query: <mark>{query}</mark> }} />
      </p>
      <IconButton label={findMessages.previous} isDisabled={hasNoMatches} onPress={() => stepMatch(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label={findMessages.next} isDisabled={hasNoMatches} onPress={() => stepMatch(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton label={findMessages.close} onPress={() => setQuery('')}>
        <X />
      </IconButton>
    </div>
  )
}
