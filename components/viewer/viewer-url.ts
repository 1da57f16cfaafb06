'use client'
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

/** The tabs of the side panel, in order. */
export const sideTabs = ['find', 'details'] as const
export type SideTab = (typeof sideTabs)[number]

/**
 * The state of the viewer in the URL: the current page, the marked passage (lib/documents/passage-link.ts), the open tab of the side
 * panel, the query of Find, and the version if it is not the newest. It replaces the history entry, so that Back leaves the document.
 */
export function useViewerUrl() {
  return useQueryStates(
    {
      page: parseAsInteger,
      mark: parseAsString,
      tab: parseAsStringLiteral(sideTabs),
      find: parseAsString,
      version: parseAsInteger,
    },
    { history: 'replace', scroll: false, shallow: true, throttleMs: 250 },
  )
}
