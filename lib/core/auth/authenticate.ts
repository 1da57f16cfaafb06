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
import { createSignatureCache } from './signature-cache.ts'
import { onKeyRotation } from './signing-key-cache.ts'

const { verify: verifyToken, clear: clearTokens } = createSignatureCache(verifyAccessToken, ({ exp }) => exp * 1000)
onKeyRotation(clearTokens)
const { verify: verifyCookie } = createSignatureCache(
  (value) => verifySessionCookie(value, env.authSecrets),
  ({ expiresAt }) => expiresAt.getTime(),
)

export const apiKeyPrefix = 'lexai_'

/**
 * The principal of a request by its session cookie, access token or API key (RFC 6750). It executes one SELECT and uses no cache, so an
 * ended session is rejected at once on every instance.
 *
 * Returns null without a credential, and on a public route also for an invalid cookie, because browsers send it and a user whose session
 * was ended may still reset the password. Throws `auth.ambiguous` for two credentials, `auth.invalid_token` for an invalid one.
 */
export async function authenticate(
  request: Request,
  caller: Caller,
  { isPublic = false } = {},
): Promise<Principal | null> {
  const authorization = request.headers.get('authorization')
  const cookie = readSessionCookie(request.headers.get('cookie'), env.publicOrigin)
  if (authorization !== null && cookie !== null) throw new AppError('auth.ambiguous')
  if (cookie !== null)
    return isPublic ? (await authenticateCookie(cookie, caller)).principal : fromCookie(cookie, caller)
  if (authorization === null) return null
  const bearer = /^bearer +([^\s,]+)$/i.exec(authorization)?.[1]
  if (!bearer) throw new AppError('auth.invalid_token', { detail: 'Authorization must be "Bearer" and one token.' })
  return bearer.startsWith(apiKeyPrefix) ? fromApiKey(bearer, caller) : fromAccessToken(bearer, caller)
}

/** Authenticates a page's visitor by the session cookie. `principal` is null for an invalid cookie; `ended` is why its session ended. */
export async function authenticateCookie(
  value: string,
  caller: Caller,
): Promise<{ principal: UserPrincipal | null; ended: EndReason | null }> {
  const session = await readCookieSession(value)
  if (!session) return { principal: null, ended: null }
  const ended = findEndReason(session)
  return ended ? { principal: null, ended } : { principal: toSessionPrincipal(session, caller, 'cookie'), ended: null }
}

/** The active session of a cookie's value; null for an invalid cookie or an ended session. */
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
  if (!found || !isApiKeyActive(found)) throw new AppError('auth.invalid_token')
  recordApiKeyUse(found)
  const granted = effectiveScopes(found)
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

export function isApiKeyActive(key: ApiKeyIdentity): boolean {
  return !key.revokedAt && key.status === 'active' && (!key.expiresAt || key.expiresAt > new Date())
}

/** The intersection of the key's scopes and the current permissions of its owner's role. */
export function effectiveScopes(key: { scopes: string[]; role: ApiKeyIdentity['role'] }): Set<Permission> {
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
