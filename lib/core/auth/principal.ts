import { AppError } from '../errors.ts'
import type { Permission, Role } from './permissions.ts'

/** Where a request comes from, authenticated or not: what audit rows and rate limits need. */
export type Caller = {
  requestId: string
  /** The client's address: the connection's, or the one that a trusted proxy forwards. */
  ip: string
  userAgent: string | null
}

/** A user's account, authenticated by a session cookie, an access token or an API key. */
export type UserPrincipal = Caller & {
  kind: 'user'
  userId: string
  email: string
  name: string
  role: Role
  /** What may be done now: the role's permissions, for an API key reduced to its scopes. */
  permissions: ReadonlySet<Permission>
  via: 'cookie' | 'bearer' | 'api_key'
  /** Null for an API key. */
  sessionId: string | null
  apiKeyId: string | null
  /** When the user last authenticated with a password or with Google; null for an API key. */
  authenticatedAt: Date | null
  /** The password was chosen by somebody else: pages require a new one first. */
  mustChangePassword: boolean
}

/**
 * What a request is authenticated as; created by lib/core/auth for each request. Another kind, such as a share link or a service, joins
 * this union with `kind`, `permissions` and the fields of a Caller. What differs by kind is decided in this file and in lib/access.
 */
export type Principal = UserPrincipal

/** The account and the credential that a request acts with: revoking either ends what it has open. */
export type Account = Pick<UserPrincipal, 'userId' | 'sessionId' | 'apiKeyId'>

/** Null for a principal that is not a user's account. */
export function accountOf(principal: Principal): Account | null {
  if (principal.kind !== 'user') return null
  const { userId, sessionId, apiKeyId } = principal
  return { userId, sessionId, apiKeyId }
}

/** Identifies the principal in rate limits, fair queues and idempotency keys. All sessions and API keys of a user share one. */
export function principalKey(principal: Principal): string {
  switch (principal.kind) {
    case 'user':
      return principal.userId
  }
}

/** Whether the browser added the credential by itself, so that an unsafe request must come from the same origin. */
export function usesCookie(principal: Principal): boolean {
  return principal.kind === 'user' && principal.via === 'cookie'
}

/** The principal as a user's account. Throws `auth.forbidden` for every other kind. */
export function requireUser(principal: Principal): UserPrincipal {
  if (principal.kind !== 'user') throw new AppError('auth.forbidden')
  return principal
}
