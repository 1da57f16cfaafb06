import { AuditLog } from '#components/admin/audit-log.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export const metadata = { title: 'Audit' }

export default async function AuditPage() {
  await requirePrincipal('audit:read')
  return <AuditLog />
}
