import { AuditLog } from '#components/admin/audit/audit-log.tsx'
import { adminMessages } from '#components/admin/messages.ts'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: adminMessages.pageTitles.audit }

export default async function AuditPage() {
  await requirePrincipal('audit:read')
  return <AuditLog />
}
