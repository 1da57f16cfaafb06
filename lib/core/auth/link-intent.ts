import { env } from '../env.ts'
import { cookieName, readCookie, serialiseCookie } from '../http/cookies.ts'
import { decryptSecret, encryptSecret } from './encryption.ts'
import type { SessionIdentity } from './find-identity.ts'

/**
 * "This person, who has just proved their password, wants to join the Google account they come back with": kept in a sealed
 * cookie from the way out to the way back, and bound to the session.
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

/** The Set-Cookie for it, for a person who has proved their password with this request. */
export function startLinkIntent(session: SessionIdentity): string {
  const intent = JSON.stringify({ sid: session.sessionId, until: Date.now() + lifetimeMs })
  return setCookie(Buffer.from(encryptSecret(intent, purpose)).toString('base64url'), lifetimeMs / 1000)
}

/** What a callback is for, by the cookies that came with it. */
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
