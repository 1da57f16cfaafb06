import { timingSafeEqual } from 'node:crypto'
import { isId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { clearSiteData } from '#lib/core/http/clear-site-data.ts'
import { verifyAccessToken } from './access-token.ts'
import { type ApiKeyIdentity, findApiKeyIdentity, findSessionIdentity, type SessionIdentity } from './find-identity.ts'
import { type Permission, permissions, rolePermissions } from './permissions.ts'
import type { Caller, Principal, UserPrincipal } from './principal.ts'
import { recordApiKeyUse, recordSessionUse } from './record-last-use.ts'
import { sha256 } from './secrets.ts'
import { readSessionCookie, verifySessionCookie } from './session-cookie.ts'
import { type EndReason, endReasons, findEndReason } from './session-state.ts'
import { recentlyVerified } from './signature-cache.ts'
import { onKeyRotation } from './signing-key-cache.ts'

const { verify: verifyToken, forget: forgetTokens } = recentlyVerified(verifyAccessToken, ({ exp }) => exp * 1000)
onKeyRotation(forgetTokens)
const { verify: verifyCookie } = recentlyVerified(
  (value) => verifySessionCookie(value, env.authSecrets),
  ({ expiresAt }) => expiresAt.getTime(),
)

export const apiKeyPrefix = 'lexai_'

/**
 * Who sent this request: the holder of exactly one of the session cookie, an access token, or an API key (RFC 6750).
 * One SELECT, and no cache: a session that was ended a moment ago is refused, on every instance.
 *
 * Gives null where no credential came, and on a public route for a dead cookie: browsers bring it along, and whoever was
 * thrown out may still ask for a new password. Throws `auth.ambiguous` for two, `auth.invalid_token` for one that is not good.
 */
export async function authenticate(
  request: Request,
  caller: Caller,
  { isPublic = false } = {},
): Promise<Principal | null> {
  const authorization = request.headers.get('authorization')
  const cookie = readSessionCookie(request.headers.get('cookie'), env.publicOrigin)
  if (authorization !== null && cookie !== null) throw new AppError('auth.ambiguous')
  if (cookie !== null) return isPublic ? (await openCookie(cookie, caller)).principal : fromCookie(cookie, caller)
  if (authorization === null) return null
  const bearer = /^bearer +([^\s,]+)$/i.exec(authorization)?.[1]
  if (!bearer) throw new AppError('auth.invalid_token', { detail: 'Authorization must be "Bearer" and one token.' })
  return bearer.startsWith(apiKeyPrefix) ? fromApiKey(bearer, caller) : fromAccessToken(bearer, caller)
}

/**
 * The same for a page: a cookie that is no good makes a visitor, with the reason where it is a session of theirs that ended.
 */
export async function openCookie(
  value: string,
  caller: Caller,
): Promise<{ principal: UserPrincipal | null; ended: EndReason | null }> {
  const session = await readCookieSession(value)
  if (!session) return { principal: null, ended: null }
  const ended = findEndReason(session)
  return ended ? { principal: null, ended } : { principal: toSessionPrincipal(session, caller, 'cookie'), ended: null }
}

/** The live session that a cookie's value points to; null for a cookie that is not ours, or whose session has ended. */
export async function findCookieSession(value: string): Promise<SessionIdentity | null> {
  const session = await readCookieSession(value)
  return session && !findEndReason(session) ? session : null
}

async function fromCookie(value: string, caller: Caller): Promise<UserPrincipal> {
  const session = await readCookieSession(value)
  if (!session) throw new AppError('auth.invalid_token')
  return toSessionPrincipal(session, caller, 'cookie')
}

async function readCookieSession(value: string): Promise<SessionIdentity | null> {
  const cookie = await verifyCookie(value)
  if (!cookie || !isId(cookie.sid)) return null
  const session = await findSessionIdentity(cookie.sid)
  return session?.secretHash && timingSafeEqual(session.secretHash, sha256(cookie.secret)) ? session : null
}

async function fromAccessToken(token: string, caller: Caller): Promise<UserPrincipal> {
  const claims = await verifyToken(token)
  const session = claims && isId(claims.sid) ? await findSessionIdentity(claims.sid) : null
  if (!session || session.userId !== claims?.sub) throw new AppError('auth.invalid_token')
  return toSessionPrincipal(session, caller, 'bearer')
}

async function fromApiKey(key: string, caller: Caller): Promise<UserPrincipal> {
  const found = await findApiKeyIdentity(sha256(key))
  if (!found || !isApiKeyLive(found)) throw new AppError('auth.invalid_token')
  recordApiKeyUse(found)
  const granted = scopesWithin(found)
  return {
    ...caller,
    ...userOf(found),
    permissions: granted,
    via: 'api_key',
    sessionId: null,
    apiKeyId: found.apiKeyId,
    authenticatedAt: null,
    mustChangePassword: false,
  }
}

export function isApiKeyLive(key: ApiKeyIdentity): boolean {
  return !key.revokedAt && key.status === 'active' && (!key.expiresAt || key.expiresAt > new Date())
}

/** The key's scopes, cut down to what its owner's role allows now. */
export function scopesWithin(key: { scopes: string[]; role: ApiKeyIdentity['role'] }): Set<Permission> {
  const allowed = rolePermissions[key.role]
  return new Set(permissions.filter((permission) => key.scopes.includes(permission) && allowed.includes(permission)))
}

function toSessionPrincipal(session: SessionIdentity, caller: Caller, via: 'cookie' | 'bearer'): UserPrincipal {
  const ended = findEndReason(session)
  const headers = via === 'cookie' ? clearSiteData : {}
  if (ended) throw new AppError('auth.invalid_token', { detail: endReasons[ended], headers })
  recordSessionUse(session, caller)
  const granted = new Set(rolePermissions[session.role])
  const { sessionId, authenticatedAt, mustChangePassword } = session
  const proof = { via, sessionId, apiKeyId: null, authenticatedAt, mustChangePassword }
  return { ...caller, ...userOf(session), permissions: granted, ...proof }
}

function userOf({ userId, email, name, role }: SessionIdentity | ApiKeyIdentity) {
  return { kind: 'user', userId, email, name, role } as const
}
