import { OwnSessions } from '#components/settings/own-sessions.tsx'

export const metadata = { title: 'Sessions' }

export default function SessionsPage() {
  return <OwnSessions />
}
