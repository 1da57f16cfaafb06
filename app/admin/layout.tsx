import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AdminFrame } from '#components/admin/admin-frame.tsx'
import { RequiredPasswordChange } from '#components/auth/required-password-change.tsx'
import { findAdminItem } from '#components/layout/navigation.ts'
import { presentMe } from '#components/layout/present-me.ts'
import { WorkspaceShell } from '#components/layout/workspace-shell.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import { readWarnings } from '#lib/core/warnings.ts'

/** Not found for people without access to any admin page. Each page also requires its own permission. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const principal = await requirePrincipal()
  if (!findAdminItem([...principal.permissions])) notFound()
  if (principal.mustChangePassword) return <RequiredPasswordChange me={presentMe(principal)} />
  return (
    <WorkspaceShell me={presentMe(principal)}>
      <AdminFrame warnings={await readWarnings()}>{children}</AdminFrame>
    </WorkspaceShell>
  )
}
