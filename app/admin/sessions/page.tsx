import { LiveSessions } from '#components/admin/live-sessions.tsx'
import { adminMessages } from '#components/admin/messages.ts'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { listLiveSessions } from '#lib/sessions/queries.ts'

export const metadata = { title: adminMessages.pageTitles.sessions }

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default async function AdminSessionsPage({ searchParams }: Props) {
  const principal = await requirePrincipal('sessions:revoke')
  const { q } = await searchParams
  const text = typeof q === 'string' ? q.slice(0, 200) : ''
  return <LiveSessions {...(await listLiveSessions(principal, { q: text }))} />
}
