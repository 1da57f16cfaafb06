import type { ReactNode } from 'react'
import { RequiredPasswordChange } from '#components/auth/required-password-change.tsx'
import { presentMe } from '#components/layout/present-me.ts'
import { WorkspaceShell } from '#components/layout/workspace-shell.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const principal = await requirePrincipal()
  if (principal.mustChangePassword) return <RequiredPasswordChange me={presentMe(principal)} />
  return <WorkspaceShell me={presentMe(principal)}>{children}</WorkspaceShell>
}
