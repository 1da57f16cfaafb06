import { can } from '../../auth/permissions.ts'
import type { Principal } from '../../auth/principal.ts'
import { AppError } from '../../errors.ts'
import type { Access } from './route-spec.ts'

/** Throws `auth.required` for nobody where somebody is asked for, and `auth.forbidden` for somebody who may not. */
export function authorise(access: Access, principal: Principal | null): void {
  if (access === 'public') return
  if (!principal) throw new AppError('auth.required')
  if (access === 'signed-in') return
  if (access !== 'person') {
    if (!can(principal, access)) throw new AppError('auth.forbidden')
  } else if (principal.via === 'api_key') {
    throw new AppError('auth.forbidden', { detail: 'An API key cannot do this, whatever its scopes. Sign in.' })
  }
}
