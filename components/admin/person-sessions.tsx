'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { deviceName } from '#components/settings/device-name.ts'
import { MoreNote } from '#components/settings/more-note.tsx'
import { SessionLine } from '#components/settings/session-line.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'

/** Where one person is signed in; each session can be ended, and all of them at once with the API keys. */
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
      toast.done(
        session ? `${name} is signed out of ${deviceName(session)}` : `All sessions and API keys of ${name} are ended`,
      )
      void client.invalidateQueries({ queryKey: ['api-keys', 'of', id] })
      return client.invalidateQueries({ queryKey })
    },
  })
  const items = sessions.data?.items ?? []
  return (
    <section className="mt-12">
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <h2 className="font-semibold text-lead">Signed in</h2>
        <Button
          variant="danger"
          size="small"
          onPress={() => end.mutate(null)}
          isPending={end.isPending && !end.variables}
        >
          End all sessions and API keys
        </Button>
      </div>
      {sessions.isError && <ProblemState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.isSuccess && items.length === 0 && <p className="text-ink-2">Nowhere at the moment.</p>}
      <ul className="border-t" aria-label={`Sessions of ${name}`}>
        {items.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            action={
              <Button
                size="small"
                aria-label={`End the session on ${deviceName(session)}`}
                onPress={() => end.mutate(session)}
                isPending={end.isPending && end.variables?.id === session.id}
              >
                End
              </Button>
            }
          />
        ))}
      </ul>
      {sessions.data?.nextCursor && <MoreNote>There are older ones. Ending all ends them too.</MoreNote>}
    </section>
  )
}
