'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, useEffect } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { useFind } from './find-context.tsx'
import { FindStatus } from './find-status.tsx'
import { MatchList } from './match-list.tsx'
import { findMessages } from './messages.ts'

type Props = {
  /** Called after the user opens a match in the list. */
  onOpenMatch?: () => void
  onClose: () => void
}

/** The tab Find: a field, the number of matches, and each match in its context. Enter and Shift+Enter step through them. */
export function FindPanel({ onOpenMatch, onClose }: Props) {
  const { query, setQuery, matches, error, stepMatch, goToMatch, field } = useFind()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') stepMatch(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useEffect(() => field.current?.querySelector('input')?.focus(), [field])
  const hasNoMatches = matches.length === 0
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 border-b p-3">
        <div ref={field} onKeyDownCapture={onKeyDown} role="presentation">
          <SearchField label={findMessages.field} value={query} onChange={setQuery} />
        </div>
        <div className="flex min-h-8 items-center justify-between gap-2">
          <FindStatus />
          <div className="flex">
            <IconButton
              label={findMessages.previous}
              keys="⇧ Enter"
              isDisabled={hasNoMatches}
              onPress={() => stepMatch(-1)}
            >
              <ChevronUp />
            </IconButton>
            <IconButton label={findMessages.next} keys="Enter" isDisabled={hasNoMatches} onPress={() => stepMatch(1)}>
              <ChevronDown />
            </IconButton>
          </div>
        </div>
        <FindNotes />
      </div>
      {error ? (
        <ProblemState error={error} />
      ) : (
        <MatchList
          onGo={(index) => {
            goToMatch(index)
            onOpenMatch?.()
          }}
        />
      )}
    </div>
  )
}

/** What the user has to know about the result: replaced spellings, and pages without readable text. */
function FindNotes() {
  const locale = useReaderLocale()
  const { query, spelling } = useFind()
  const { unreadable } = useShownVersion().document.coverage
  return (
    <>
      {spelling.map(({ typed, found }) => (
        <p key={typed} className="text-ink-3 text-small">
          {findMessages.spelling(typed, found)}
        </p>
      ))}
      {unreadable > 0 && query.trim() !== '' && (
        <p className="text-amber text-small">
          {findMessages.unreadablePages(unreadable, formatNumber(unreadable, locale))}
        </p>
      )}
    </>
  )
}
