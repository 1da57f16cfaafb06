import type { SessionIdentity } from './find-identity.ts'

/** The reasons why a session ends, as stored in the row, with the text for its user. */
export const endReasons = {
  signed_out: 'You signed out.',
  replaced: 'You signed in again, which replaced this session.',
  revoked: 'This session was ended from another of your devices.',
  admin: 'An administrator ended this session.',
  user_disabled: 'This account is disabled.',
  password_changed: 'The password was changed, which ended the other sessions.',
  password_reset: 'The password was reset, which ended every session.',
  refresh_reused: 'A spent refresh token was used again, so this session was ended to be safe.',
  idle: 'This session was not used for too long.',
  expired: 'This session has reached its end.',
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
