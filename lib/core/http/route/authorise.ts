import { can, type Permission } from '../../auth/permissions.ts'
import { type Principal, requireUser, type UserPrincipal } from '../../auth/principal.ts'
import { AppError } from '../../errors.ts'
import { isUnsafe } from '../methods.ts'

/**
 * Who may call a method: everybody (`public`), every user (`signed-in`), only users with a session (`session`, for operations with
 * which an API key could extend its own rights), or principals with a permission.
 */
export type Access = Permission | 'signed-in' | 'session' | 'public'

/** The principal that a handler receives. Principals that are not users can only read what a permission allows. */
export type AuthorisedPrincipal<A extends Access, IsRead extends boolean> = A extends 'public'
  ? UserPrincipal | null
  : A extends 'signed-in' | 'session'
    ? UserPrincipal
    : IsRead extends true
      ? Principal
      : UserPrincipal

/** Throws `auth.required` where a credential is missing, and `auth.forbidden` where the principal's rights are not enough. */
export function authorise(access: Access, method: string, principal: Principal | null): void {
  if (!principal) {
    if (access !== 'public') throw new AppError('auth.required')
    return
  }
  const isPermission = access !== 'public' && access !== 'signed-in' && access !== 'session'
  if (isPermission && !can(principal, access)) throw new AppError('auth.forbidden')
  if (isPermission && !isUnsafe(method)) return
  const user = requireUser(principal)
  if (access === 'session' && user.via === 'api_key') {
    throw new AppError('auth.forbidden', { detail: 'API keys cannot do this, whatever their scopes. Sign in instead.' })
  }
}
