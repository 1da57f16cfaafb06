import { IngestQueue } from '#components/admin/ingest-queue.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: 'Ingest' }

export default async function IngestPage() {
  await requirePrincipal('users:manage')
  return <IngestQueue />
}
