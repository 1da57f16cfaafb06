import { db } from '#lib/core/db/client.ts'
import { CookieJar } from '#tests/support/cookie-jar.ts'
import { account, completeGoogleSignIn, expect, test } from '#tests/support/google-fixtures.ts'

test.use({ signup: 'invite' })

test('Signing in with Google creates no account where sign-up is by invitation', async ({ google, lexai }) => {
  const greta = account()
  google.signInAs(greta)
  const finalUrl = await completeGoogleSignIn(new CookieJar(), lexai.baseUrl)
  expect(`${finalUrl.pathname}${finalUrl.search}`).toBe('/sign-in?error=RegistrationClosed')
  expect(await db.user.count({ where: { email: greta.email } })).toBe(0)
})
