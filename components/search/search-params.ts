'use client'
import { debounce, parseAsString, useQueryStates } from 'nuqs'

const parsers = { q: parseAsString.withDefault(''), matter: parseAsString, document: parseAsString }

/** What is asked and what it is narrowed to; it lives in the address, so that it can be shared and gone back to. */
export function useSearchParams() {
  const [params, setParams] = useQueryStates(parsers, { history: 'replace', limitUrlUpdates: debounce(300) })
  return { ...params, setParams }
}

export type SearchParams = ReturnType<typeof useSearchParams>
