'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import type { FindMatch } from './find-matches.ts'
import { maxMatches } from './find-matches.ts'
import { FindSnippet } from './find-snippet.tsx'
import type { FindState } from './use-find.ts'

type Props = {
  typed: string
  onType: (typed: string) => void
  find: FindState
  /** The index of the match that one is at; -1 for none. */
  at: number
  onGo: (index: number) => void
  onStep: (by: 1 | -1) => void
  onLeave: () => void
  unreadable: number
}

/** Find: a field, the count, and every match in its sentence. Enter and Shift+Enter walk through them. */
export function FindPanel({ typed, onType, find, at, onGo, onStep, onLeave, unreadable }: Props) {
  const locale = useReaderLocale()
  const { matches, isLooking } = find
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => field.current?.querySelector('input')?.focus(), [])
  const number = (value: number) => formatNumber(value, locale)
  const count = matches.length >= maxMatches ? `the first ${number(maxMatches)}` : number(matches.length)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 border-b p-3">
        <div ref={field} onKeyDownCapture={onKeyDown} role="presentation">
          <SearchField label="Find in this document" value={typed} onChange={onType} />
        </div>
        <div className="flex min-h-8 items-center justify-between gap-2">
          <p role="status" className="figures text-ink-2 text-small">
            {typed.trim() === ''
              ? 'Words, “phrases”, near spellings'
              : isLooking && matches.length === 0
                ? 'Looking…'
                : matches.length === 0
                  ? 'Not in this document'
                  : at >= 0
                    ? `${number(at + 1)} of ${count}`
                    : `${count} found`}
          </p>
          <div className="flex">
            <IconButton label="Previous" keys="⇧ Enter" isDisabled={matches.length === 0} onPress={() => onStep(-1)}>
              <ChevronUp />
            </IconButton>
            <IconButton label="Next" keys="Enter" isDisabled={matches.length === 0} onPress={() => onStep(1)}>
              <ChevronDown />
            </IconButton>
          </div>
        </div>
        {find.spelling.map(({ typed: word, found }) => (
          <p key={word} className="text-ink-3 text-small">
            “{word}” does not stand here; taken as {found.map((each) => `“${each}”`).join(', ')}.
          </p>
        ))}
        {unreadable > 0 && typed.trim() !== '' && (
          <p className="text-amber text-small">
            {number(unreadable)} {unreadable === 1 ? 'page' : 'pages'} could not be read: nothing on{' '}
            {unreadable === 1 ? 'it' : 'them'} can be found.
          </p>
        )}
      </div>
      {find.error ? <ProblemState error={find.error} /> : <MatchList {...{ find, at, onGo }} />}
    </div>
  )
}

function MatchList({ find, at, onGo }: Pick<Props, 'find' | 'at' | 'onGo'>) {
  const { matches, pages } = find
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: matches.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 76,
    overscan: 6,
  })
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [rows, at])
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ol aria-label="Matches" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const match = matches[index]
          if (!match) return null
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <MatchRow
                match={match}
                text={pages?.[match.page - 1] ?? ''}
                isCurrent={index === at}
                onGo={() => onGo(index)}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

type RowProps = { match: FindMatch; text: string; isCurrent: boolean; onGo: () => void }

function MatchRow({ match, text, isCurrent, onGo }: RowProps) {
  return (
    <button
      type="button"
      onClick={onGo}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
      className="flex w-full cursor-pointer gap-3 border-b px-3 py-2 text-left outline-offset-[-2px] hover:bg-well aria-[current]:bg-well"
    >
      <span className="figures w-8 shrink-0 text-right text-ink-3 text-small leading-6">{match.page}</span>
      <FindSnippet text={text} ranges={match.ranges} />
    </button>
  )
}
