import type { CookieJar } from './cookie-jar.ts'
import { test as base } from './fixtures.ts'
import { findFreePort } from './global-setup.ts'
import { type GoogleAccount, type GoogleProvider, startGoogleProvider } from './google-provider.ts'
import { type Instance, startInstance } from './instance.ts'
import { sameOriginHeaders } from './sign-in-form.ts'

/** Fixtures with a server that has Google sign-in configured, on the worker's database. `signup` can be set per file. */
export const test = base.extend<object, { google: GoogleProvider; lexai: Instance; signup: string; port: string }>({
  signup: ['open', { option: true, scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  port: [async ({}, use) => use(String(await findFreePort())), { scope: 'worker' }],
  google: [
    async ({ port }, use) => {
      const provider = await startGoogleProvider(`http://localhost:${port}/api/auth/callback/google`)
      await use(provider)
      await provider.close()
    },
    { scope: 'worker' },
  ],
  // Depends on `server`, which creates the database.
  lexai: [
    async ({ google, signup, port, server: _server }, use) => {
      const instance = await startInstance({
        PORT: port,
        LEXAI_SIGNUP: signup,
        AUTH_GOOGLE_ID: google.clientId,
        AUTH_GOOGLE_SECRET: google.clientSecret,
        LEXAI_GOOGLE_ISSUER: google.issuer,
        LEXAI_ALLOW_INSECURE_ISSUER: '1',
      })
      await use(instance)
      await instance.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

let made = 0
/** A Google account with a unique subject and address. */
export function account(changes: Partial<GoogleAccount> = {}): GoogleAccount {
  const sub = `google-${Date.now()}-${made++}`
  return { sub, email: `${sub}@example.com`, email_verified: true, name: 'Greta Google', ...changes }
}

/** Starts the sign-in with Google; the response holds the URL of the provider. */
export async function start(jar: CookieJar, baseUrl: string, form: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ callbackUrl: '/library?from=google', ...form })
  return jar.fetch(`${baseUrl}/api/auth/signin/google`, { method: 'POST', headers: sameOriginHeaders, body })
}

/** Signs in through the provider and follows the redirects. Gives the final URL in the application. */
export async function completeGoogleSignIn(
  jar: CookieJar,
  baseUrl: string,
  form: Record<string, string> = {},
): Promise<URL> {
  const { url } = await (await start(jar, baseUrl, form)).json()
  const isFinal = (at: string) => at.startsWith(baseUrl) && !at.includes('/api/auth/')
  return new URL((await jar.follow(url, isFinal)).url)
}

export const me = async (jar: CookieJar, baseUrl: string) => (await jar.fetch(`${baseUrl}/api/v1/me`)).json()

export { expect } from './fixtures.ts'
