import type { QueryClient } from '@tanstack/react-query'

const removalsByClient = new WeakMap<QueryClient, Set<string>>()

/**
 * The ids of the documents that are being removed from the lists of this client (moved to trash, restored, purged). Until the server has
 * answered, a list that is read in the meantime still contains them: the lists filter them out.
 */
export function pendingRemovals(client: QueryClient): Set<string> {
  const known = removalsByClient.get(client)
  if (known) return known
  const removals = new Set<string>()
  removalsByClient.set(client, removals)
  return removals
}
