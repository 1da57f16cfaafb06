import { queryOptions } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import type { MatterBody, MemberBody } from '#lib/matters/schema.ts'

export type { MatterBody as Matter, MemberBody as MatterMember } from '#lib/matters/schema.ts'

type List<T> = { items: T[]; nextCursor: string | null }

/** Reads all pages of a list. For lists that stay small. */
export async function listAll<T>(path: string, signal?: AbortSignal, query: Record<string, string> = {}): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const page: List<T> = await api<List<T>>(path, {
      query: { ...query, limit: 200, cursor },
      ...(signal ? { signal } : {}),
    })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items
}

export function mattersQuery() {
  return queryOptions({
    queryKey: ['matters'],
    queryFn: ({ signal }) => listAll<MatterBody>('/matters', signal),
    staleTime: 15_000,
  })
}

export function membersQuery(matterId: string) {
  return queryOptions({
    queryKey: ['matters', matterId, 'members'],
    queryFn: ({ signal }) => listAll<MemberBody>(`/matters/${matterId}/members`, signal),
  })
}
