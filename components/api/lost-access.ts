import type { QueryClient } from '@tanstack/react-query'

const lostKey = (id: string) => ['lost-access', id] as const

/** Remembers, for as long as the tab is open, that the reader lost access to something they had open: Back does not show it again. */
export function rememberLost(client: QueryClient, id: string): void {
  client.setQueryDefaults(lostKey(id), { gcTime: Number.POSITIVE_INFINITY })
  client.setQueryData(lostKey(id), true)
}

export function wasLost(client: QueryClient, id: string): boolean {
  return client.getQueryData(lostKey(id)) === true
}

/** Drops everything that was read and is not on the screen now. */
export function forgetUnseen(client: QueryClient): void {
  client.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'lost-access' })
}
