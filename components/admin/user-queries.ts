import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, callApi } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { UserBody } from '#lib/users/schema.ts'

export type UserFilter = { q: string; role: Role | null; status: UserBody['status'] | null }

type UserPage = { items: UserBody[]; nextCursor: string | null }

export function usersQuery(filter: UserFilter) {
  return infiniteQueryOptions({
    queryKey: ['users', 'list', filter],
    queryFn: ({ pageParam, signal }) => api<UserPage>('/users', { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPrevious,
  })
}

/** The account with its ETag, which changes send as a precondition. */
export function userQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => callApi<UserBody>(`/users/${id}`, { signal }),
  })
}
