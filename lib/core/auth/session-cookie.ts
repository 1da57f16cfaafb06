import { jwtVerify, SignJWT } from 'jose'
import { cookieName, readCookie, serialiseCookie } from '../http/cookies.ts'

/**
 * The content of the browser's session cookie: a signed reference to the session's row. It contains no role, which is read from the
 * database with each request. This file also runs at the edge and therefore uses only Web Crypto.
 */
export type SessionCookie = { sid: string; secret: string; expiresAt: Date }

const tokenType = 'lexai-session'

/** With the prefix `__Host-` on https, so that neither another host nor an http page can set the cookie. */
export function sessionCookieName(publicOrigin: string): string {
  return cookieName('lexai.session', publicOrigin)
}

/** The cookie's attributes in next-auth's format. SameSite=Lax, so that users who follow a link in a mail are signed in. */
export function sessionCookieOptions(publicOrigin: string) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicOrigin.startsWith('https:') } as const
}

/** A Set-Cookie value that deletes the session cookie. */
export function clearSessionCookie(publicOrigin: string): string {
  return serialiseCookie(sessionCookieName(publicOrigin), '', { maxAgeSeconds: 0 }, publicOrigin)
}

/** A Set-Cookie value that sets the session cookie until `expiresAt`. */
export function setSessionCookie(publicOrigin: string, value: string, expiresAt: Date): string {
  return serialiseCookie(sessionCookieName(publicOrigin), value, { expiresAt }, publicOrigin)
}

/** The session cookie's value in a Cookie header; null if it is missing. */
export function readSessionCookie(cookieHeader: string | null, publicOrigin: string): string | null {
  return readCookie(cookieHeader, sessionCookieName(publicOrigin))
}

/** Signs with the newest of `secrets` (newest first). */
export async function signSessionCookie(cookie: SessionCookie, secrets: readonly string[]): Promise<string> {
  const [newest] = await keyRing(secrets)
  if (!newest) throw new Error('No secret to sign the session cookie with')
  return new SignJWT({ sid: cookie.sid, secret: cookie.secret })
    .setProtectedHeader({ alg: 'HS256', typ: tokenType, kid: newest.kid })
    .setExpirationTime(cookie.expiresAt)
    .sign(newest.key)
}

/** The cookie's content if it was signed with one of `secrets` and has not expired, else null. Does not read the session's row. */
export async function verifySessionCookie(value: string, secrets: readonly string[]): Promise<SessionCookie | null> {
  return (await open(value, secrets))?.cookie ?? null
}

/** The cookie signed with the newest secret if `value` was signed with an older one, else null. Used for rotation without sign-outs. */
export async function resignSessionCookie(value: string, secrets: readonly string[]): Promise<string | null> {
  const opened = await open(value, secrets)
  return opened && !opened.newest ? signSessionCookie(opened.cookie, secrets) : null
}

async function open(value: string, secrets: readonly string[]) {
  const ring = await keyRing(secrets)
  try {
    const { payload, protectedHeader } = await jwtVerify(
      value,
      ({ kid }) => {
        const found = ring.find((entry) => entry.kid === kid)
        if (!found) throw new Error('The cookie was signed with an unknown key')
        return found.key
      },
      { algorithms: ['HS256'], typ: tokenType, requiredClaims: ['exp'] },
    )
    const { sid, secret, exp } = payload
    if (typeof sid !== 'string' || typeof secret !== 'string' || exp === undefined) return null
    const cookie: SessionCookie = { sid, secret, expiresAt: new Date(exp * 1000) }
    return { cookie, newest: protectedHeader.kid === ring[0]?.kid }
  } catch {
    return null
  }
}

type RingKey = { kid: string; key: Uint8Array }
const rings = new Map<string, Promise<RingKey[]>>()

function keyRing(secrets: readonly string[]): Promise<RingKey[]> {
  const name = secrets.join('\n')
  let ring = rings.get(name)
  if (!ring) {
    ring = Promise.all(secrets.map(toRingKey))
    rings.set(name, ring)
  }
  return ring
}

/** SHA-256 of a label and the secret, by Web Crypto. Changing it would end the sessions of all browsers. */
async function toRingKey(secret: string): Promise<RingKey> {
  const key = await sha256(new TextEncoder().encode(`lexai session cookie\0${secret}`))
  const kid = Array.from((await sha256(key)).slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { kid, key }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
