'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '#components/api/client.ts'
import { type PageText, pageQuery } from '#components/viewer/document/page-query.ts'
import { isPassageIntact, type PassageLink, parsePassageLink } from '#lib/documents/passage-link.ts'

export type Passage = {
  link: PassageLink | null
  /** The page that the words stand on, once it is known that they still do. */
  page: PageText | null
  /** Why nothing is marked, in a sentence; null while all is well or not known yet. */
  lost: string | null
}

type Options = {
  documentId: string
  mark: string | null
  /** Whether the version that the link names is there; null while it is not known. */
  hasVersion: boolean | null
  pageCount: number | null
  isRead: (page: number) => boolean
}

/** The passage that the address names, checked against the page's text: marked exactly, or not at all. */
export function usePassage({ documentId, mark, hasVersion, pageCount, isRead }: Options): Passage {
  const link = useMemo(() => (mark ? parsePassageLink(mark) : null), [mark])
  const isBeyond = link !== null && pageCount !== null && link.page > pageCount
  const mayAsk = link !== null && hasVersion === true && !isBeyond && isRead(link.page)
  const { data, error } = useQuery({
    ...pageQuery(documentId, link?.version ?? 0, link?.page ?? 0),
    enabled: mayAsk,
  })
  if (!mark) return { link: null, page: null, lost: null }
  const lose = (lost: string): Passage => ({ link, page: null, lost })
  if (!link) return lose('The link to a passage is incomplete, so nothing is marked.')
  if (hasVersion === false)
    return lose(`The link is to version ${link.version}, which is not here, so nothing is marked.`)
  if (isBeyond) {
    return lose(`The link is to page ${link.page}, which is not here, so nothing is marked.`)
  }
  if (error instanceof ApiError && error.status === 404) {
    return lose(`Page ${link.page} could not be read, so nothing is marked.`)
  }
  if (hasVersion && !mayAsk) return lose(`The words will be marked as soon as page ${link.page} has been read.`)
  if (!data) return { link, page: null, lost: null }
  if (!isPassageIntact(link, data.text)) {
    return lose(
      `The words that this link points to are not the same on page ${link.page} any more, so nothing is marked.`,
    )
  }
  return { link, page: data, lost: null }
}
