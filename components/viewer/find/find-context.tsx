'use client'
import { createContext, type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { usePageTexts } from '#components/viewer/document/use-page-texts.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { useAnnounce } from '#components/viewer/shell/announcer.tsx'
import { useViewerUrl } from '#components/viewer/viewer-url.ts'
import { firstMatchFrom } from './find-matches.ts'
import { findMessages } from './messages.ts'
import { type FindResult, useFindMatches } from './use-find-matches.ts'

type Find = FindResult & {
  query: string
  setQuery: (query: string) => void
  /** The index of the current match; -1 for none. */
  current: number
  goToMatch: (index: number) => void
  /** Goes to the next (1) or previous (-1) match, cyclically; without a current match, from the current page. */
  stepMatch: (step: 1 | -1) => void
  /** The element around the search field; null while the panel is closed. */
  field: RefObject<HTMLDivElement | null>
}

const FindContext = createContext<Find | null>(null)

function useFind(): Find {
  return useRequiredContext(FindContext)
}

export { useFind }

const contextBefore = 40
const contextAfter = 60

/** Provides Find: the query in the URL, its matches in the shown version, and the current match. */
export function FindProvider({ children }: { children: ReactNode }) {
  const [url, setUrl] = useViewerUrl()
  const query = url.find ?? ''
  const result = useFindMatches(query)
  const { matches } = result
  const { page, goToPage, goToRanges } = usePagePosition()
  const { load } = usePageTexts()
  const announce = useAnnounce()
  const [index, setIndex] = useState(-1)
  const current = index < matches.length ? index : -1
  const field = useRef<HTMLDivElement>(null)

  const goToMatch = useCallback(
    async (next: number) => {
      const match = matches[next]
      if (!match) return
      setIndex(next)
      const pageText = await load(match.page)
      if (!goToRanges(pageText, match.ranges)) goToPage(match.page)
      const [start, end] = match.ranges[0] ?? [0, 0]
      const context = pageText.text.slice(Math.max(0, start - contextBefore), end + contextAfter).replace(/\s+/g, ' ')
      announce(findMessages.announcement(next + 1, matches.length, match.page, context))
    },
    [matches, load, goToRanges, goToPage, announce],
  )

  const value = useMemo((): Find => {
    const stepMatch = (step: 1 | -1) => {
      const count = matches.length
      if (count === 0) return
      const first = firstMatchFrom(matches, page)
      const next = current < 0 ? (step === 1 ? first : first - 1) : current + step
      void goToMatch((next + count) % count)
    }
    const setQuery = (next: string) => {
      setIndex(-1)
      void setUrl({ find: next || null })
    }
    return { ...result, query, setQuery, current, goToMatch: (next) => void goToMatch(next), stepMatch, field }
  }, [result, matches, query, current, page, goToMatch, setUrl])
  return <FindContext value={value}>{children}</FindContext>
}
