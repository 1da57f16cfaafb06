import { ApiKeys } from '#components/settings/api-keys.tsx'
import { settingsMessages } from '#components/settings/messages.ts'

export const metadata = { title: settingsMessages.pageTitles.apiKeys }

export default function KeysPage() {
  return <ApiKeys />
}
