'use client'
import { createContext, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useFind } from '#components/viewer/find/find-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { useAnnounce } from '#components/viewer/shell/announcer.tsx'
import { useViewerUrl } from '#components/viewer/viewer-url.ts'
import type { PageMarks } from './mark-layer.tsx'
import { usePageMarks } from './use-page-marks.ts'
import { usePassage } from './use-passage.ts'

type Marks = {
  marksOf: (page: number) => PageMarks
  /** Whether the URL names a passage. */
  hasPassage: boolean
  /** Why the passage is not marked; null where it is, or while that is unknown. */
  passageProblem: string | null
  removePassage: () => void
  /** The page whose passage takes the focus because it was just opened; null otherwise. */
  focusedPage: number | null
  onFocused: () => void
}

const MarksContext = createContext<Marks | null>(null)

function useMarks(): Marks {
  return useRequiredContext(MarksContext)
}

export { useMarks }

/** Provides what is marked on each page: the passage that the URL names, and the matches of Find. Scrolls to a new passage. */
export function MarksProvider({ children }: { children: ReactNode }) {
  const [url, setUrl] = useViewerUrl()
  const { mark } = url
  const { startPage, pageList, goToRanges } = usePagePosition()
  const announce = useAnnounce()
  const { page, link, problem } = usePassage(mark)
  const { matches, current } = useFind()
  const marksOf = usePageMarks({ page, link, problem }, matches, current)
  const [hasFocusRequest, setFocusRequest] = useState(false)

  // A page in the URL that is not the page of the passage is where the user has scrolled to since: it is restored instead.
  const openedMark = useRef<string | null>(startPage === (link?.page ?? startPage) ? null : mark)
  useEffect(() => {
    if (!page || !link || !pageList.current || openedMark.current === mark) return
    openedMark.current = mark
    if (!goToRanges(page, link.ranges)) return
    setFocusRequest(true)
    const quote = link.ranges.map(([start, end]) => page.text.slice(start, end)).join(' … ')
    announce(viewerMessages.passage.announcement(page.number, quote.replace(/\s+/g, ' ')))
  }, [page, link, mark, pageList, goToRanges, announce])

  const focusedPage = hasFocusRequest ? (page?.number ?? null) : null
  const value = useMemo(
    () => ({
      marksOf,
      hasPassage: mark !== null,
      passageProblem: problem,
      removePassage: () => void setUrl({ mark: null }),
      focusedPage,
      onFocused: () => setFocusRequest(false),
    }),
    [marksOf, mark, problem, setUrl, focusedPage],
  )
  return <MarksContext value={value}>{children}</MarksContext>
}
