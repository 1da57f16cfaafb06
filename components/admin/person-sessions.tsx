'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { deviceName } from '#components/settings/device-name.ts'
import { MoreNote } from '#components/settings/more-note.tsx'
import { SessionRow } from '#components/settings/session-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { adminMessages } from './messages.ts'

const { personSessions: messages } = adminMessages

/** The sessions of one person. Each can be ended, or all at once together with the API keys. */
export function PersonSessions({ id, name }: { id: string; name: string }) {
  const client = useQueryClient()
  const queryKey = ['sessions', 'of', id]
  const sessions = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api<{ items: SessionBody[]; nextCursor: string | null }>(`/users/${id}/sessions`, {
        query: { limit: 200 },
        signal,
      }),
    refetchInterval: 15_000,
  })
  const end = useMutation({
    mutationFn: (session: SessionBody | null) =>
      api(session ? `/users/${id}/sessions/${session.id}` : `/users/${id}/sessions`, { method: 'DELETE' }),
    onSuccess: (_, session) => {
      toast.done(session ? messages.ended(name, deviceName(session)) : messages.endedAll(name))
      void client.invalidateQueries({ queryKey: ['api-keys', 'of', id] })
      return client.invalidateQueries({ queryKey })
    },
  })
  const items = sessions.data?.items ?? []
  return (
    <section className="mt-12">
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <h2 className="font-semibold text-lead">{messages.title}</h2>
        <Button
          variant="danger"
          size="small"
          onPress={() => end.mutate(null)}
          isPending={end.isPending && !end.variables}
        >
          {messages.endAll}
        </Button>
      </div>
      {sessions.isError && <ProblemState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.isSuccess && items.length === 0 && <p className="text-ink-2">{messages.empty}</p>}
      <ul className="border-t" aria-label={messages.list(name)}>
        {items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            action={
              <Button
                size="small"
                aria-label={messages.endLabel(deviceName(session))}
                onPress={() => end.mutate(session)}
                isPending={end.isPending && end.variables?.id === session.id}
              >
                {messages.end}
              </Button>
            }
          />
        ))}
      </ul>
      {sessions.data?.nextCursor && <MoreNote>{messages.hasMore}</MoreNote>}
    </section>
  )
}
