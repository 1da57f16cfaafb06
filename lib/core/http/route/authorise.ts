import { can, type Permission } from '../../auth/permissions.ts'
import type { Principal } from '../../auth/principal.ts'
import { AppError } from '../../errors.ts'

/**
 * Who may call a method: everybody (`public`), every authenticated principal (`signed-in`), only principals with a session
 * (`session`, for operations with which an API key could extend its own rights), or principals with a permission.
 */
export type Access = Permission | 'signed-in' | 'session' | 'public'

/** Throws `auth.required` where a credential is missing, and `auth.forbidden` where the principal's rights are not enough. */
export function authorise(access: Access, principal: Principal | null): void {
  if (access === 'public') return
  if (!principal) throw new AppError('auth.required')
  if (access === 'signed-in') return
  if (access !== 'session') {
    if (!can(principal, access)) throw new AppError('auth.forbidden')
  } else if (principal.via === 'api_key') {
    throw new AppError('auth.forbidden', { detail: 'API keys cannot do this, whatever their scopes. Sign in instead.' })
  }
}
