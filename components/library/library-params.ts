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

/** What the list is narrowed and sorted by; it lives in the address, so that it can be shared and gone back to. */
export function useLibraryParams() {
  const [params, setParams] = useQueryStates(parsers, { history: 'replace', throttleMs: 200 })
  const isNarrowed = Boolean(params.q || params.status || params.tag || params.matter)
  return { ...params, isNarrowed, setParams }
}

export type LibraryParams = ReturnType<typeof useLibraryParams>
