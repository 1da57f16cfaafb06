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
import { settingsMessages } from './messages.ts'
import { MoreNote } from './more-note.tsx'
import { SessionRow } from './session-row.tsx'
import { SettingsSection } from './settings-section.tsx'

const { sessions: messages } = settingsMessages

type SessionPage = { items: SessionBody[]; nextCursor: string | null }

/** The user's own sessions, each of which can be ended. */
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
      toast.done(messages.ended(deviceName(session)))
      return refresh()
    },
  })
  const endOthers = useMutation({
    mutationFn: () => api('/sessions', { method: 'DELETE' }),
    onSuccess: () => {
      toast.done(messages.endedOthers)
      return refresh()
    },
  })
  const others = sessions.data?.items.filter(({ current }) => !current) ?? []
  return (
    <SettingsSection title={messages.title} about={messages.about}>
      {sessions.isPending && (
        <Loading label={messages.loading}>
          <Skeleton className="h-14" />
          <Skeleton className="mt-3 h-14" />
        </Loading>
      )}
      {sessions.isError && <ProblemState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.data && (
        <ul className="border-t" aria-label={messages.list}>
          {sessions.data.items.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              action={
                session.current ? (
                  <Button size="small" onPress={signOut}>
                    {messages.signOut}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    aria-label={messages.endLabel(deviceName(session))}
                    onPress={() => end.mutate(session)}
                    isPending={end.isPending && end.variables.id === session.id}
                  >
                    {messages.end}
                  </Button>
                )
              }
            />
          ))}
        </ul>
      )}
      {sessions.data?.nextCursor && <MoreNote>{messages.hasMore}</MoreNote>}
      {others.length > 0 && (
        <Button className="mt-5" variant="danger" onPress={() => endOthers.mutate()} isPending={endOthers.isPending}>
          {messages.endOthers}
        </Button>
      )}
    </SettingsSection>
  )
}
