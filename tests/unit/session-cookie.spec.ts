import { expect, test } from '@playwright/test'
import { SignJWT } from 'jose'
import {
  clearSessionCookie,
  readSessionCookie,
  resignSessionCookie,
  sessionCookieName,
  setSessionCookie,
  signSessionCookie,
  verifySessionCookie,
} from '#lib/core/auth/session-cookie.ts'

const older = 'o'.repeat(40)
const newer = 'n'.repeat(40)
const cookie = {
  sid: 'a-session',
  secret: 'its-secret',
  expiresAt: new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000),
}

test('A signed cookie is verified, and any other value is refused', async () => {
  const value = await signSessionCookie(cookie, [older])
  expect(await verifySessionCookie(value, [older])).toEqual(cookie)
  expect(await verifySessionCookie(value, [newer])).toBeNull()
  expect(await verifySessionCookie(`${value.slice(0, -3)}AAA`, [older])).toBeNull()
  for (const nonsense of ['', 'x', '.', '..', 'a.b.c', '%']) {
    expect(await verifySessionCookie(nonsense, [older]), nonsense).toBeNull()
  }
})

test('An expired cookie, another kind of token and alg "none" are refused', async () => {
  const expired = { ...cookie, expiresAt: new Date(Date.now() - 1000) }
  expect(await verifySessionCookie(await signSessionCookie(expired, [older]), [older])).toBeNull()
  const [header = ''] = (await signSessionCookie(cookie, [older])).split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const claims = { sid: 'a', secret: 'b', exp: 4_000_000_000 }
  expect(
    await verifySessionCookie(`${encode({ alg: 'none', typ: 'lexai-session', kid })}.${encode(claims)}.`, [older]),
  ).toBeNull()
  const other = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid })
  expect(await verifySessionCookie(await other.sign(new TextEncoder().encode(older)), [older])).toBeNull()
})

test('Rotating the secret keeps sessions valid, and the cookie is signed again', async () => {
  const value = await signSessionCookie(cookie, [older])
  expect(await verifySessionCookie(value, [newer, older])).toEqual(cookie)
  const again = await resignSessionCookie(value, [newer, older])
  expect(await verifySessionCookie(again ?? '', [newer])).toEqual(cookie)
  expect(await resignSessionCookie(again ?? '', [newer, older])).toBeNull()
})

test('The cookie has the __Host- prefix and Secure under https', () => {
  const secure = setSessionCookie('https://lexai.example', 'v', cookie.expiresAt)
  expect(secure).toMatch(/^__Host-lexai\.session=v; Path=\/; Expires=.*; HttpOnly; SameSite=Lax; Secure$/)
  expect(clearSessionCookie('http://localhost:3000')).toBe('lexai.session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax')
  expect(sessionCookieName('http://localhost:3000')).toBe('lexai.session')
})

test('The session cookie is found among others by its exact name', () => {
  const origin = 'http://localhost:3000'
  expect(readSessionCookie('a=1; lexai.session=v.w; b=2', origin)).toBe('v.w')
  expect(readSessionCookie('lexai.session.0=v; xlexai.session=w', origin)).toBeNull()
  expect(readSessionCookie('lexai.session=', origin)).toBeNull()
  expect(readSessionCookie(null, origin)).toBeNull()
})
