import { AppError } from '../errors.ts'
import type { UserPrincipal } from './principal.ts'

const recentMs = 10 * 60_000

/**
 * Guards actions with which someone at an unattended browser could keep access or lock its owner out: ending other sessions, API keys,
 * the telephone number. Throws `auth.reauthentication_required` if the last authentication was more than ten minutes ago. Not used for
 * administrators who revoke the access of others, because incidents need fast action.
 */
export function requireRecentAuthentication({ authenticatedAt }: Pick<UserPrincipal, 'authenticatedAt'>): void {
  if (authenticatedAt && Date.now() - authenticatedAt.getTime() <= recentMs) return
  throw new AppError('auth.reauthentication_required')
}
