import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Me } from './me.tsx'

/** The signed-in user as the pages get them. */
export function presentMe({ userId, email, name, role, permissions }: UserPrincipal): Me {
  return { id: userId, email, name, role, permissions: [...permissions] }
}
