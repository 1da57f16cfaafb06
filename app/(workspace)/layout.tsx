import type { ReactNode } from 'react'
import { presentMe } from '#components/layout/present-me.ts'
import { WorkspaceShell } from '#components/layout/workspace-shell.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const principal = await requirePrincipal()
  return <WorkspaceShell me={presentMe(principal)}>{children}</WorkspaceShell>
}
