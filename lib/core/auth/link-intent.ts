import { env } from '../env.ts'
import { cookieName, readCookie, serialiseCookie } from '../http/cookies.ts'
import { decryptSecret, encryptSecret } from './encryption.ts'
import type { SessionIdentity } from './find-identity.ts'

/**
 * An encrypted cookie that is set when a signed-in user starts to link a Google account, after verifying the password, and read in the
 * callback. It is bound to the session and valid for 15 minutes.
 */
const purpose = 'google link'
const lifetimeMs = 15 * 60_000

function linkCookieName(): string {
  return cookieName('lexai.link', env.publicOrigin)
}

function setCookie(value: string, maxAgeSeconds: number): string {
  return serialiseCookie(linkCookieName(), value, { maxAgeSeconds }, env.publicOrigin)
}

export const clearLinkIntent = () => setCookie('', 0)

/** The Set-Cookie value for a session whose user has verified the password with this request. */
export function createLinkIntent(session: SessionIdentity): string {
  const intent = JSON.stringify({ sid: session.sessionId, until: Date.now() + lifetimeMs })
  return setCookie(Buffer.from(encryptSecret(intent, purpose)).toString('base64url'), lifetimeMs / 1000)
}

/**
 * The purpose of a Google callback by its cookies: `sign-in` without the cookie, `link` if it is valid for this session, else `refused`.
 */
export function readLinkIntent(cookieHeader: string | null, session: SessionIdentity | null) {
  const value = readCookie(cookieHeader, linkCookieName())
  if (!value) return 'sign-in'
  try {
    const { sid, until } = JSON.parse(decryptSecret(Buffer.from(value, 'base64url'), purpose).toString())
    return session?.sessionId === sid && until > Date.now() ? 'link' : 'refused'
  } catch {
    return 'refused'
  }
}
