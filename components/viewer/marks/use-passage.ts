'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '#components/api/client.ts'
import { type PageText, pageQuery } from '#components/viewer/document/page-query.ts'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { isPassageIntact, type PassageLink, parsePassageLink } from '#lib/documents/passage-link.ts'

const messages = viewerMessages.passage

export type Passage = {
  link: PassageLink | null
  /** The page of the passage, once its text is known to be unchanged. */
  page: PageText | null
  /** Why nothing is marked, as a sentence; null where the passage is marked, or while that is unknown. */
  problem: string | null
}

/**
 * The passage that `mark` of the URL names. It is checked against the text of its page, and is marked exactly or not at all.
 */
export function usePassage(mark: string | null): Passage {
  const { document, hasVersion, storedPageCount, isPageProcessed } = useShownVersion()
  const link = useMemo(() => (mark ? parsePassageLink(mark) : null), [mark])
  const isBeyondEnd = link !== null && storedPageCount !== null && link.page > storedPageCount
  const isLoadable = link !== null && hasVersion === true && !isBeyondEnd && isPageProcessed(link.page)
  const { data, error } = useQuery({
    ...pageQuery(document.id, link?.version ?? 0, link?.page ?? 0),
    enabled: isLoadable,
  })
  if (!mark) return { link: null, page: null, problem: null }
  const fail = (problem: string): Passage => ({ link, page: null, problem })
  if (!link) return fail(messages.incompleteLink)
  if (hasVersion === false) return fail(messages.noVersion(link.version))
  if (isBeyondEnd) return fail(messages.noPage(link.page))
  if (error instanceof ApiError && error.status === 404) return fail(messages.unreadablePage(link.page))
  if (hasVersion && !isLoadable) return fail(messages.pendingPage(link.page))
  if (!data) return { link, page: null, problem: null }
  if (!isPassageIntact(link, data.text)) return fail(messages.changed(link.page))
  return { link, page: data, problem: null }
}
