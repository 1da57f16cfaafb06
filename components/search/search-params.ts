'use client'
import { debounce, parseAsString, useQueryStates } from 'nuqs'

const parsers = { q: parseAsString.withDefault(''), matter: parseAsString, document: parseAsString }

/** The query and its filters. They are kept in the URL, so that a search can be shared and the browser's Back restores it. */
export function useSearchParams() {
  const [params, setParams] = useQueryStates(parsers, { history: 'replace', limitUrlUpdates: debounce(300) })
  return { ...params, setParams }
}

export type SearchParams = ReturnType<typeof useSearchParams>
