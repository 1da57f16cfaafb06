import { AppError } from '../errors.ts'
import type { Principal } from './principal.ts'

/**
 * For what would let an API key outgrow itself: making keys, ending sessions, changing the account. Throws `auth.forbidden`
 * for one; a person comes with a cookie or an access token.
 */
export function requirePerson(principal: Principal): void {
  if (principal.via !== 'api_key') return
  throw new AppError('auth.forbidden', { detail: 'An API key cannot do this, whatever its scopes. Sign in.' })
}
