import { ApiKeys } from '#components/settings/api-keys.tsx'

export const metadata = { title: 'API keys' }

export default function KeysPage() {
  return <ApiKeys />
}
