'use client'
import { useCallback, useMemo } from 'react'
import type { FindMatch } from '#components/viewer/find/find-matches.ts'
import { noMarks, type PageMarks } from './mark-layer.tsx'
import type { Passage } from './use-passage.ts'

/** What is marked on each page. Pages whose marks stay the same are not drawn again. */
export function usePageMarks({ link, page }: Passage, matches: readonly FindMatch[], at: number) {
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
  const current = matches[at]
  const withCurrent = useMemo(() => {
    return current ? { ...(marks.get(current.page) ?? noMarks), current: current.ranges } : null
  }, [marks, current])
  return useCallback(
    (number: number): PageMarks =>
      current && withCurrent && number === current.page ? withCurrent : (marks.get(number) ?? noMarks),
    [marks, withCurrent, current],
  )
}
