'use client'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

export const sorts = ['-createdAt', 'createdAt', 'title', '-title', '-updatedAt', '-pageCount', '-bytes'] as const
export const statuses = ['ready', 'processing', 'queued', 'failed'] as const
const views = ['library', 'trash'] as const

const parsers = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(statuses),
  tag: parseAsString,
  matter: parseAsString,
  sort: parseAsStringLiteral(sorts).withDefault('-createdAt'),
  view: parseAsStringLiteral(views).withDefault('library'),
}

/** The filters and the sort order of the list, kept in the query string of the URL so that they can be shared and restored. */
export function useLibraryParams() {
  const [params, setParams] = useQueryStates(parsers, { history: 'replace', throttleMs: 200 })
  const isNarrowed = Boolean(params.q || params.status || params.tag || params.matter)
  return { ...params, isNarrowed, setParams }
}

export type LibraryParams = ReturnType<typeof useLibraryParams>
