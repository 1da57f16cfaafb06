import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AdminFrame } from '#components/admin/admin-frame.tsx'
import { OwnPassword } from '#components/auth/own-password.tsx'
import { findAdminItem } from '#components/layout/navigation.ts'
import { presentMe } from '#components/layout/present-me.ts'
import { WorkspaceShell } from '#components/layout/workspace-shell.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { readWarnings } from '#lib/core/warnings.ts'

/** Who has no room in here finds nothing here; each page asks for its own permission besides. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const principal = await requirePrincipal()
  if (!findAdminItem([...principal.permissions])) notFound()
  if (principal.mustChangePassword) return <OwnPassword me={presentMe(principal)} />
  return (
    <WorkspaceShell me={presentMe(principal)}>
      <AdminFrame warnings={await readWarnings()}>{children}</AdminFrame>
    </WorkspaceShell>
  )
}
