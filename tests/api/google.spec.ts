import { db } from '#lib/core/db/client.ts'
import { CookieJar } from '#tests/support/cookie-jar.ts'
import { account, completeGoogleSignIn, expect, me, start, test } from '#tests/support/google-fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { sameOriginHeaders } from '#tests/support/sign-in-form.ts'

test('A new user signs up with Google and signs in to the same account later', async ({ google, lexai }) => {
  const greta = account()
  google.signInAs(greta)
  const jar = new CookieJar()
  const finalUrl = await completeGoogleSignIn(jar, lexai.baseUrl)
  expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/library?from=google')
  const first = await me(jar, lexai.baseUrl)
  expect(first).toMatchObject({ email: greta.email, name: 'Greta Google', role: 'editor' })
  const authorization = google.requests.at(-1)
  expect(authorization?.get('code_challenge_method')).toBe('S256')
  expect(authorization?.get('state')).toBeTruthy()
  expect(authorization?.get('nonce')).toBeTruthy()

  const again = new CookieJar()
  await completeGoogleSignIn(again, lexai.baseUrl)
  expect((await me(again, lexai.baseUrl)).id).toBe(first.id)
  const stored = await db.account.findMany({ where: { userId: first.id } })
  expect(stored).toHaveLength(1)
  expect(await db.matter.count({ where: { personalOfId: first.id } })).toBe(1)
})

test('A Google account with an unverified address, or with the address of an existing account, is refused', async ({
  google,
  lexai,
}) => {
  google.signInAs(account({ email_verified: false }))
  const unverified = await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  expect(`${unverified.pathname}${unverified.search}`).toBe('/sign-in?error=EmailNotVerified')

  const known = await createUser()
  google.signInAs(account({ email: known.email.toUpperCase() }))
  const jar = new CookieJar()
  const refusedUrl = await completeGoogleSignIn(jar, lexai.baseUrl)
  expect(`${refusedUrl.pathname}${refusedUrl.search}`).toBe('/sign-in?error=OAuthAccountNotLinked')
  expect(jar.get(lexai.baseUrl, 'lexai.session')).toBeNull()
  expect(await db.account.count({ where: { userId: known.id } })).toBe(0)
})

test('An ID token that the provider did not sign is refused for new and existing users', async ({ google, lexai }) => {
  const [known, fresh] = [account(), account()]
  google.signInAs(known)
  await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  google.forgeSignatures(true)
  for (const person of [known, fresh]) {
    google.signInAs(person)
    const jar = new CookieJar()
    const finalUrl = await completeGoogleSignIn(jar, lexai.baseUrl)
    expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/sign-in?error=InvalidIdToken')
    expect(jar.get(lexai.baseUrl, 'lexai.session')).toBeNull()
  }
  google.forgeSignatures(false)
  expect(await db.user.count({ where: { email: fresh.email } })).toBe(0)
})

test('A Google account without a valid mail address creates no account', async ({ google, lexai }) => {
  for (const email of ['not an email', `${'a'.repeat(250)}@example.com`, 'a@b@example.com']) {
    google.signInAs(account({ email }))
    const finalUrl = await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
    expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/sign-in?error=EmailNotUsable')
    expect(await db.user.count({ where: { email } })).toBe(0)
  }
})

test('A disabled user cannot sign in with Google', async ({ google, lexai }) => {
  const greta = account()
  google.signInAs(greta)
  await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  await db.user.update({ where: { email: greta.email }, data: { status: 'disabled' } })
  const finalUrl = await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/sign-in?error=AccessDenied')
})

test('Signing in with Google replaces the current session and links no account', async ({ google, lexai }) => {
  const ada = await createUser()
  const session = await signIn(ada)
  const jar = new CookieJar()
  jar.set(lexai.baseUrl, session.cookie)
  google.signInAs(account())
  await completeGoogleSignIn(jar, lexai.baseUrl)
  expect((await me(jar, lexai.baseUrl)).id).not.toBe(ada.id)
  expect(await db.account.count({ where: { userId: ada.id } })).toBe(0)
  expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedReason).toBe('replaced')
})

test('Linking a Google account requires a session and the password', async ({ google, lexai }) => {
  const password = 'quiet lamp over rivers'
  const ada = await createUser({ password })
  const jar = new CookieJar()
  const link = { link: '1', password, callbackUrl: '/settings/profile?linked=google' }
  expect((await start(jar, lexai.baseUrl, link)).status).toBe(401)
  jar.set(lexai.baseUrl, (await signIn(ada)).cookie)
  for (const wrong of ['', 'not the right one']) {
    const refused = await start(jar, lexai.baseUrl, { ...link, password: wrong })
    expect((await refused.json()).code).toBe('auth.invalid_credentials')
  }
  // An account created with Google has no password to confirm.
  const greta = account()
  google.signInAs(greta)
  const withoutPassword = new CookieJar()
  await completeGoogleSignIn(withoutPassword, lexai.baseUrl)
  expect((await start(withoutPassword, lexai.baseUrl, { ...link, password: '' })).status).toBe(401)

  google.signInAs(account())
  const finalUrl = await completeGoogleSignIn(jar, lexai.baseUrl, link)
  expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/settings/profile?linked=google')
  expect((await me(jar, lexai.baseUrl)).id).toBe(ada.id)
  const fresh = new CookieJar()
  await completeGoogleSignIn(fresh, lexai.baseUrl)
  expect((await me(fresh, lexai.baseUrl)).id).toBe(ada.id)
  expect(await db.auditEvent.count({ where: { action: 'account.linked', actorId: ada.id } })).toBe(1)

  // Another authenticated user cannot link the same Google account.
  const bob = await createUser({ password })
  const otherJar = new CookieJar()
  const session = await signIn(bob)
  otherJar.set(lexai.baseUrl, session.cookie)
  const refused = await completeGoogleSignIn(otherJar, lexai.baseUrl, { link: '1', password })
  expect(`${refused.pathname}${refused.search}`).toBe('/settings/profile?error=OAuthAccountNotLinked')
  expect((await me(otherJar, lexai.baseUrl)).id).toBe(bob.id)
})

test('A link flow that was started in a session cannot be completed after that session ended', async ({
  google,
  lexai,
}) => {
  const password = 'quiet lamp over rivers'
  const ada = await createUser({ password })
  const session = await signIn(ada)
  const jar = new CookieJar()
  jar.set(lexai.baseUrl, session.cookie)
  google.signInAs(account())
  const { url } = await (await start(jar, lexai.baseUrl, { link: '1', password })).json()
  await db.session.update({ where: { id: session.id }, data: { revokedAt: new Date() } })
  const isFinalUrl = (at: string) => at.startsWith(lexai.baseUrl) && !at.includes('/api/auth/')
  const finalUrl = new URL((await jar.follow(url, isFinalUrl)).url)
  expect(finalUrl.search).toBe('?error=AccessDenied')
  expect(await db.account.count({ where: { userId: ada.id } })).toBe(0)
})

test('A refused sign-in with Google is recorded in the audit log', async ({ google, lexai }) => {
  const unverified = account({ email_verified: false })
  google.signInAs(unverified)
  await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  const recorded = await db.auditEvent.findFirstOrThrow({
    where: { action: 'session.failed' },
    orderBy: { at: 'desc' },
  })
  expect(recorded.detail).toEqual({ method: 'google', reason: 'EmailNotVerified', email: unverified.email })
})

test('A callback with a wrong state, without cookies, or used twice signs nobody in', async ({ google, lexai }) => {
  google.signInAs(account())
  const jar = new CookieJar()
  const { url } = await (await start(jar, lexai.baseUrl)).json()
  const { url: callback } = await jar.follow(url, (at) => at.includes('/api/auth/callback/google'))
  const forged = new URL(callback)
  forged.searchParams.set('state', 'another')
  const attempts = [
    [new CookieJar(), callback],
    [jar, forged.href],
  ] as const
  for (const [who, address] of attempts) {
    const response = await who.fetch(address)
    expect(new URL(response.headers.get('location') ?? '').pathname).toBe('/sign-in')
    expect(who.get(lexai.baseUrl, 'lexai.session')).toBeNull()
  }
})

test('The return address after signing in with Google cannot leave the application', async ({ google, lexai }) => {
  google.signInAs(account())
  for (const callbackUrl of ['https://evil.example/', '//evil.example/']) {
    const finalUrl = await completeGoogleSignIn(new CookieJar(), lexai.baseUrl, { callbackUrl }).catch((error) => error)
    if (finalUrl instanceof URL) expect(finalUrl.origin).toBe(lexai.baseUrl)
  }
})

test('Host and X-Forwarded-Host headers do not change the redirect address sent to Google', async ({
  google,
  lexai,
}) => {
  google.signInAs(account())
  const headers = { ...sameOriginHeaders, 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }
  const response = await fetch(`${lexai.baseUrl}/api/auth/signin/google`, { method: 'POST', headers })
  const { url } = await response.json()
  expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${lexai.baseUrl}/api/auth/callback/google`)
})
