import type { QueryClient } from '@tanstack/react-query'

const lostKey = (id: string) => ['lost-access', id] as const

/** Remembers until the tab is closed that the user lost access to an open document or matter: going back does not show it again. */
export function rememberLost(client: QueryClient, id: string): void {
  client.setQueryDefaults(lostKey(id), { gcTime: Number.POSITIVE_INFINITY })
  client.setQueryData(lostKey(id), true)
}

export function wasLost(client: QueryClient, id: string): boolean {
  return client.getQueryData(lostKey(id)) === true
}

/** Removes all cached data that no mounted component uses. */
export function removeUnusedQueries(client: QueryClient): void {
  client.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'lost-access' })
}
