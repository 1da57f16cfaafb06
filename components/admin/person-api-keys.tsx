'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { ApiKeyList } from '#components/settings/api-key-list.tsx'
import { MoreNote } from '#components/settings/more-note.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { adminMessages } from './messages.ts'

const { personApiKeys: messages } = adminMessages

/** The API keys of one person, each of which an admin can revoke. */
export function PersonApiKeys({ id, name }: { id: string; name: string }) {
  const queryKey = ['api-keys', 'of', id]
  const path = `/users/${id}/api-keys`
  const keys = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api<{ items: ApiKeyBody[]; nextCursor: string | null }>(path, { query: { limit: 200 }, signal }),
    refetchInterval: 15_000,
  })
  const items = keys.data?.items ?? []
  return (
    <section className="mt-12">
      <h2 className="pb-3 font-semibold text-lead">{messages.title}</h2>
      {keys.isError && <ProblemState error={keys.error} onRetry={() => keys.refetch()} />}
      {keys.isSuccess && items.length === 0 && <p className="text-ink-2">{messages.empty(name)}</p>}
      {items.length > 0 && <ApiKeyList label={messages.list(name)} path={path} queryKey={queryKey} apiKeys={items} />}
      {keys.data?.nextCursor && <MoreNote>{messages.hasMore}</MoreNote>}
    </section>
  )
}
