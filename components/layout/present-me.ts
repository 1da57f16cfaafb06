import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Me } from './me.tsx'

/** What the pages may know of who is signed in. */
export function presentMe({ userId, email, name, role, permissions }: UserPrincipal): Me {
  return { id: userId, email, name, role, permissions: [...permissions] }
}
