import type { SessionIdentity } from './find-identity.ts'

/** The reasons why a session ends, as stored in the row, with the text for its user. */
export const endReasons = {
  signed_out: 'You signed out.',
  replaced: 'This session was replaced when you signed in again.',
  revoked: 'This session was ended from another device.',
  admin: 'An administrator ended this session.',
  user_disabled: 'This account is disabled.',
  password_changed: 'This session ended because the password was changed.',
  password_reset: 'This session ended because the password was reset.',
  refresh_reused: 'This session was ended for security, because a refresh token was used twice.',
  idle: 'This session expired because it was not used.',
  expired: 'This session has reached its maximum duration.',
} as const
export type EndReason = keyof typeof endReasons

/** The reason why the session has ended; null while it is active. */
export function findEndReason(session: SessionIdentity, now = new Date()): EndReason | null {
  if (session.revokedAt) {
    return session.revokedReason && session.revokedReason in endReasons
      ? (session.revokedReason as EndReason)
      : 'revoked'
  }
  if (session.status !== 'active') return 'user_disabled'
  if (session.absoluteExpiresAt <= now) return 'expired'
  return session.expiresAt <= now ? 'idle' : null
}
