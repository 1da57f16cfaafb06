'use client'
import { useMutation } from '@tanstack/react-query'
import { MonitorOff } from 'lucide-react'
import Link from 'next/link'
import { parseAsString, useQueryState } from 'nuqs'
import { api } from '#components/api/client.ts'
import { connection } from '#components/api/connection.ts'
import { useCan } from '#components/layout/me.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { Initials } from '#components/layout/user-menu.tsx'
import { deviceName } from '#components/settings/device-name.ts'
import { settingsMessages } from '#components/settings/messages.ts'
import { MoreNote } from '#components/settings/more-note.tsx'
import { SessionFacts } from '#components/settings/session-facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { adminMessages } from './messages.ts'

const { sessions: messages } = adminMessages

type LiveSession = SessionBody & { user: { id: string; name: string; email: string } }

/** The active sessions of all people, each of which can be ended. */
export function LiveSessions({ sessions, hasMore }: { sessions: readonly LiveSession[]; hasMore: boolean }) {
  const router = useOnlineRouter()
  const [q, setQ] = useQueryState('q', parseAsString.withDefault('').withOptions({ shallow: false, throttleMs: 300 }))
  const end = useMutation({
    mutationFn: ({ user, id }: LiveSession) => api(`/users/${user.id}/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: (_, session) => {
      toast.done(messages.ended(session.user.name, deviceName(session)))
      router.refresh()
    },
  })
  return (
    <>
      <SearchField
        label={messages.search}
        value={q}
        // The server filters the list. Offline, only the URL changes, and the list follows when the connection is restored.
        onChange={(next) => setQ(next || null, { shallow: connection() !== 'online' })}
        className="mb-3 w-full sm:w-64"
      />
      {sessions.length === 0 ? (
        <EmptyState icon={<MonitorOff />} title={messages.emptyTitle}>
          {q ? messages.noMatches : null}
        </EmptyState>
      ) : (
        <ul className="border-t" aria-label={messages.list}>
          {sessions.map((session) => (
            <LiveSessionRow
              key={session.id}
              session={session}
              isEnding={end.isPending && end.variables.id === session.id}
              onEnd={() => end.mutate(session)}
            />
          ))}
        </ul>
      )}
      {hasMore && <MoreNote>{messages.hasMore}</MoreNote>}
    </>
  )
}

function LiveSessionRow(props: { session: LiveSession; isEnding: boolean; onEnd: () => void }) {
  const { session, isEnding, onEnd } = props
  const { user, current, kind } = session
  const canOpenPerson = useCan('users:manage')
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b py-3 md:grid-cols-[1.75rem_minmax(0,1fr)_minmax(0,1.2fr)_auto]">
      <Initials name={user.name} />
      <div className="min-w-0">
        {canOpenPerson ? (
          <Link href={`/admin/people/${user.id}`} className="font-medium underline-offset-4 hover:underline">
            {user.name}
          </Link>
        ) : (
          <span className="font-medium">{user.name}</span>
        )}
        <p className="truncate text-ink-3 text-small">{user.email}</p>
      </div>
      <div className="min-w-0 text-small max-md:col-span-2 max-md:col-start-2 max-md:row-start-2">
        <p className="flex flex-wrap gap-x-2">
          {deviceName(session)} {current && <Badge tone="accent">{settingsMessages.session.current}</Badge>}
          {kind === 'api' && <Badge>{settingsMessages.session.api}</Badge>}
        </p>
        <SessionFacts session={session} />
      </div>
      <Button
        size="small"
        aria-label={messages.endLabel(user.name, deviceName(session))}
        onPress={onEnd}
        isPending={isEnding}
      >
        {messages.end}
      </Button>
    </li>
  )
}
