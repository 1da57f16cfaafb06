'use client'
import { useCallback, useMemo } from 'react'
import type { FindMatch } from '#components/viewer/find/find-matches.ts'
import { noMarks, type PageMarks } from './mark-layer.tsx'
import type { Passage } from './use-passage.ts'

/**
 * The marks of each page: the passage, the matches of Find, and the one at the index `current`. A page whose marks have not changed
 * gets the same object again, so that it is not rendered again.
 */
export function usePageMarks({ link, page }: Passage, matches: readonly FindMatch[], current: number) {
  const passagePage = page?.number ?? null
  const marks = useMemo(() => {
    const byPage = new Map<number, PageMarks>()
    for (const [number, found] of Map.groupBy(matches, (match) => match.page)) {
      byPage.set(number, { ...noMarks, matches: found.flatMap(({ ranges }) => ranges) })
    }
    if (link && passagePage !== null) {
      byPage.set(passagePage, { ...(byPage.get(passagePage) ?? noMarks), passage: link.ranges })
    }
    return byPage
  }, [matches, passagePage, link])
  const currentMatch = matches[current]
  const currentPageMarks = useMemo(() => {
    return currentMatch ? { ...(marks.get(currentMatch.page) ?? noMarks), current: currentMatch.ranges } : null
  }, [marks, currentMatch])
  return useCallback(
    (number: number): PageMarks =>
      currentMatch && currentPageMarks && number === currentMatch.page
        ? currentPageMarks
        : (marks.get(number) ?? noMarks),
    [marks, currentPageMarks, currentMatch],
  )
}
