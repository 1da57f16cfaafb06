import { settingsMessages } from '#components/settings/messages.ts'
import { OwnSessions } from '#components/settings/own-sessions.tsx'

export const metadata = { title: settingsMessages.pageTitles.sessions }

export default function SessionsPage() {
  return <OwnSessions />
}
