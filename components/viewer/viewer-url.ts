'use client'
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

/** The tabs of the side panel, in their order; more come with the work that fills them. */
export const sideTabs = ['find', 'details'] as const
export type SideTab = (typeof sideTabs)[number]

/**
 * What the address of a document page carries: the page one reads, marked words (lib/documents/passage-link.ts), the open tab of the
 * side panel, what is looked for, and an older version where one reads that. The history is left alone: Back leaves the document.
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
