'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useCan } from '#components/layout/me.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { InviteAgain } from './invite-again.tsx'
import { PersonAccess } from './person-access.tsx'
import { PersonApiKeys } from './person-api-keys.tsx'
import { PersonSessions } from './person-sessions.tsx'
import { userQuery } from './user-queries.ts'

/** One person: what they may, whether they may at all, and where they are signed in. */
export function PersonRoom({ id }: { id: string }) {
  const person = useQuery(userQuery(id))
  const maySeeSessions = useCan('sessions:revoke')
  const mayAudit = useCan('audit:read')
  if (person.isPending) {
    return (
      <Loading label="The person is loading">
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
          People
        </Link>
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-semibold text-title">{data.name}</h2>
        {data.status === 'disabled' && <Badge tone="red">Disabled</Badge>}
        {data.invited && <Badge tone="amber">Invited, not yet here</Badge>}
      </div>
      <p className="text-ink-2">
        {data.email}
        {data.phone && <span> · {data.phone}</span>}
        {data.google && <span> · signs in with Google too</span>}
      </p>
      {mayAudit && (
        <Link
          href={`/admin/audit?actor=${encodeURIComponent(data.email)}`}
          className="mt-2 inline-block text-accent text-small underline-offset-4 hover:underline"
        >
          What {data.name} has done
        </Link>
      )}
      {data.invited && data.status === 'active' && <InviteAgain id={data.id} />}
      <PersonAccess person={data} etag={etag} />
      {maySeeSessions && <PersonSessions id={data.id} name={data.name} />}
      {maySeeSessions && <PersonApiKeys id={data.id} name={data.name} />}
    </div>
  )
}
