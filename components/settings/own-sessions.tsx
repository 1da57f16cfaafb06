'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useSignOut } from '#components/layout/use-sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { deviceName } from './device-name.ts'
import { MoreNote } from './more-note.tsx'
import { SessionLine } from './session-line.tsx'
import { SettingsSection } from './settings-section.tsx'

type SessionPage = { items: SessionBody[]; nextCursor: string | null }

/** Where one is signed in, and the ways out. */
export function OwnSessions() {
  const client = useQueryClient()
  const signOut = useSignOut()
  const sessions = useQuery({
    queryKey: ['sessions', 'own'],
    queryFn: ({ signal }) => api<SessionPage>('/sessions', { query: { limit: 200 }, signal }),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['sessions'] })
  const end = useMutation({
    mutationFn: (session: SessionBody) => api(`/sessions/${session.id}`, { method: 'DELETE' }),
    onSuccess: (_, session) => {
      toast.done(`${deviceName(session)} is signed out`)
      return refresh()
    },
  })
  const endOthers = useMutation({
    mutationFn: () => api('/sessions', { method: 'DELETE' }),
    onSuccess: () => {
      toast.done('Every other session has ended')
      return refresh()
    },
  })
  const others = sessions.data?.items.filter(({ current }) => !current) ?? []
  return (
    <SettingsSection
      title="Where you are signed in"
      about="What you end here is out at its very next request. If something is not yours, end it and change your password."
    >
      {sessions.isPending && (
        <Loading label="The sessions are loading">
          <Skeleton className="h-14" />
          <Skeleton className="mt-3 h-14" />
        </Loading>
      )}
      {sessions.isError && <ProblemState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.data && (
        <ul className="border-t" aria-label="Sessions">
          {sessions.data.items.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              action={
                session.current ? (
                  <Button size="small" onPress={signOut}>
                    Sign out
                  </Button>
                ) : (
                  <Button
                    size="small"
                    aria-label={`End the session on ${deviceName(session)}`}
                    onPress={() => end.mutate(session)}
                    isPending={end.isPending && end.variables.id === session.id}
                  >
                    End
                  </Button>
                )
              }
            />
          ))}
        </ul>
      )}
      {sessions.data?.nextCursor && <MoreNote>There are older ones. Ending all but this one ends them too.</MoreNote>}
      {others.length > 0 && (
        <Button className="mt-5" variant="danger" onPress={() => endOthers.mutate()} isPending={endOthers.isPending}>
          End all but this one
        </Button>
      )}
    </SettingsSection>
  )
}
