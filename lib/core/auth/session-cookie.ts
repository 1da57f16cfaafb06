import { jwtVerify, SignJWT } from 'jose'
import { cookieName, readCookie, serialiseCookie } from '../http/cookies.ts'

/**
 * The browser's session cookie: a signed pointer to a row, no more. Runs at the edge as well as in Node, so it uses Web
 * Crypto alone. It holds no role: that is read from the database with each request.
 */
export type SessionCookie = { sid: string; secret: string; expiresAt: Date }

const tokenType = 'lexai-session'

export function sessionCookieName(publicOrigin: string): string {
  return cookieName('lexai.session', publicOrigin)
}

/** Attributes in the form that next-auth and a hand-made Set-Cookie share. Lax, so that a link in a mail finds its reader signed in. */
export function sessionCookieOptions(publicOrigin: string) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicOrigin.startsWith('https:') } as const
}

/** A Set-Cookie value that takes the session cookie away. */
export function clearSessionCookie(publicOrigin: string): string {
  return serialiseCookie(sessionCookieName(publicOrigin), '', { maxAgeSeconds: 0 }, publicOrigin)
}

/** A Set-Cookie value that keeps the session cookie until `expiresAt`. */
export function setSessionCookie(publicOrigin: string, value: string, expiresAt: Date): string {
  return serialiseCookie(sessionCookieName(publicOrigin), value, { expiresAt }, publicOrigin)
}

/** The cookie's value in a Cookie header; null where it is missing. */
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

/** The cookie's content if one of `secrets` signed it and it has not expired, else null. Says nothing of the row it points to. */
export async function verifySessionCookie(value: string, secrets: readonly string[]): Promise<SessionCookie | null> {
  return (await open(value, secrets))?.cookie ?? null
}

/** The same cookie signed by the newest secret, where an older one signed `value`; else null. So secrets rotate and nobody is signed out. */
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
        if (!found) throw new Error('Signed by a key that is not ours')
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
    ring = Promise.all(secrets.map(deriveKey))
    rings.set(name, ring)
  }
  return ring
}

async function deriveKey(secret: string): Promise<RingKey> {
  const key = await sha256(new TextEncoder().encode(`lexai session cookie\0${secret}`))
  const kid = Array.from((await sha256(key)).slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { kid, key }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
