import { IngestQueue } from '#components/admin/ingest-queue.tsx'
import { adminMessages } from '#components/admin/messages.ts'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: adminMessages.pageTitles.ingest }

export default async function IngestPage() {
  await requirePrincipal('users:manage')
  return <IngestQueue />
}
