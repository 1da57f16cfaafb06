'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useCan } from '#components/layout/me.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { adminMessages } from './messages.ts'
import { PersonAccess } from './person-access.tsx'
import { PersonApiKeys } from './person-api-keys.tsx'
import { PersonSessions } from './person-sessions.tsx'
import { RenewInvitation } from './renew-invitation.tsx'
import { userQuery } from './user-queries.ts'

const { person: messages } = adminMessages

/** The account of one person: role, status, sessions and API keys. */
export function PersonView({ id }: { id: string }) {
  const person = useQuery(userQuery(id))
  const canSeeSessions = useCan('sessions:revoke')
  const canReadAuditLog = useCan('audit:read')
  if (person.isPending) {
    return (
      <Loading label={messages.loading}>
        <Skeleton className="h-6 w-48" />
        <Skeleton className="mt-3 h-4 w-64" />
      </Loading>
    )
  }
  if (person.isError) return <ProblemState error={person.error} onRetry={() => person.refetch()} />
  const { data, etag } = person.data
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-ink-3 text-small">
        <Link href="/admin/people" className="underline-offset-4 hover:underline">
          {messages.people}
        </Link>
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-semibold text-title">{data.name}</h2>
        {data.status === 'disabled' && <Badge tone="red">{messages.disabled}</Badge>}
        {data.invited && <Badge tone="amber">{messages.invited}</Badge>}
      </div>
      <p className="text-ink-2">
        {data.email}
        {data.phone && <span> · {data.phone}</span>}
        {data.google && <span> · {messages.signsInWithGoogle}</span>}
      </p>
      {canReadAuditLog && (
        <Link
          href={`/admin/audit?actor=${encodeURIComponent(data.email)}`}
          className="mt-2 inline-block text-accent text-small underline-offset-4 hover:underline"
        >
          {messages.auditLog(data.name)}
        </Link>
      )}
      {data.invited && data.status === 'active' && <RenewInvitation id={data.id} />}
      <PersonAccess person={data} etag={etag} />
      {canSeeSessions && <PersonSessions id={data.id} name={data.name} />}
      {canSeeSessions && <PersonApiKeys id={data.id} name={data.name} />}
    </div>
  )
}
