import { AppError } from '../errors.ts'
import type { UserPrincipal } from './principal.ts'

const recentMs = 10 * 60_000

/**
 * For what would let whoever found an open browser stay, or lock its owner out: ending other sessions, API keys, the telephone number.
 * Throws `auth.reauthentication_required` where the password, or Google, was asked for more than ten minutes ago. Not for an
 * administrator who ends what other people have: that must not wait.
 */
export function requireRecentAuthentication({ authenticatedAt }: Pick<UserPrincipal, 'authenticatedAt'>): void {
  if (authenticatedAt && Date.now() - authenticatedAt.getTime() <= recentMs) return
  throw new AppError('auth.reauthentication_required')
}
