import { skipCSRFCheck } from '@auth/core'
import type { NextAuthConfig } from 'next-auth'
import { customFetch } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import Google from 'next-auth/providers/google'
import { z } from 'zod'
import { db } from '../db/client.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { log } from '../log.ts'
import { discoveryFetch } from './discovery-fetch.ts'
import { emailSchema } from './email.ts'
import { nextAuthAdapter } from './next-auth-adapter.ts'
import { sessionCookieName, sessionCookieOptions } from './session-cookie.ts'
import { sessionLifetimes } from './session-lifetimes.ts'
import { signInContext } from './sign-in-context.ts'
import type { SignInHooks } from './sign-in-hooks.ts'
import { verifyIdToken } from './verify-id-token.ts'

export const signInPage = '/sign-in'

const credentialsInput = z.object({ email: z.string(), password: z.string() })
const maxAge = sessionLifetimes.web.absolute / 1000

/**
 * The configuration of next-auth, which handles OpenID Connect and its cookies. `isSameOrigin`: the browser reported a same-origin
 * request, so next-auth's CSRF token is not needed.
 */
export function nextAuthConfig(hooks: SignInHooks, { isSameOrigin }: { isSameOrigin: boolean }): NextAuthConfig {
  const adapter = nextAuthAdapter(hooks)
  return {
    adapter,
    secret: [...env.authSecrets],
    basePath: '/api/auth',
    trustHost: true,
    useSecureCookies: env.publicOrigin.startsWith('https:'),
    cookies: {
      sessionToken: { name: sessionCookieName(env.publicOrigin), options: sessionCookieOptions(env.publicOrigin) },
    },
    pages: { signIn: signInPage, error: signInPage, signOut: signInPage },
    // With updateAge = maxAge, next-auth never extends a session. LexAI manages the expiry in the row.
    session: { strategy: 'database', maxAge, updateAge: maxAge },
    // Even with database sessions, next-auth sets the cookie to the result of `encode` after a sign-in with a password.
    jwt: { encode: async ({ token }) => encodeSession(adapter, token?.sub), decode: async () => null },
    providers: [password(hooks), env.google ? google(env.google) : placeholder],
    callbacks: { signIn: canSignIn, session: presentSession },
    logger: { error: recordError, warn: () => {}, debug: () => {} },
    ...(isSameOrigin ? { skipCSRFCheck } : {}),
  }
}

async function encodeSession(adapter: ReturnType<typeof nextAuthAdapter>, userId: string | undefined): Promise<string> {
  if (!userId) throw new Error('next-auth provided no user for the session')
  // The adapter creates the token and the expiry and ignores these.
  return (await adapter.createSession({ userId, sessionToken: '', expires: new Date(0) })).sessionToken
}

function password(hooks: SignInHooks) {
  return Credentials({
    credentials: { email: {}, password: {} },
    async authorize(given) {
      const context = signInContext()
      const parsed = credentialsInput.safeParse(given)
      try {
        if (!parsed.success) throw new AppError('auth.invalid_credentials')
        const { verifiedHash, ...user } = await hooks.checkCredentials(context.caller, parsed.data)
        context.verifiedHash = verifiedHash
        return user
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        context.failure = error
        return null
      }
    },
  })
}

function google({ id, secret, issuer }: NonNullable<typeof env.google>) {
  return {
    ...Google({ clientId: id, clientSecret: secret, issuer, checks: ['pkce', 'state', 'nonce'] }),
    [customFetch]: discoveryFetch,
  }
}

/** next-auth rejects database sessions if all providers are credentials providers. This one is not listed and its routes are closed. */
const placeholder = {
  id: 'unconfigured',
  name: 'Unconfigured',
  type: 'oidc' as const,
  issuer: 'https://unconfigured.invalid',
  clientId: 'none',
  clientSecret: 'none',
}

type SignInCallback = NonNullable<NonNullable<NextAuthConfig['callbacks']>['signIn']>

/** Allows a Google sign-in with a verified ID token and address if the account is linked, is being linked, or registration is open. */
const canSignIn: SignInCallback = async ({ account, profile }) => {
  if (account?.provider === 'credentials') return true
  const context = signInContext()
  if (account?.provider !== 'google' || context.intent === 'refused') return false
  context.providerAccountId = account.providerAccountId
  context.providerEmail = profile?.email ?? null
  if (!(await isSignedByProvider(account.id_token, account.providerAccountId)))
    return `${signInPage}?error=InvalidIdToken`
  if (profile?.email_verified !== true) return `${signInPage}?error=EmailNotVerified`
  const provider_providerAccountId = { provider: 'google', providerAccountId: account.providerAccountId }
  const known = await db.account.findUnique({
    where: { provider_providerAccountId },
    select: { user: { select: { status: true } } },
  })
  if (known) return known.user.status === 'active'
  if (context.intent === 'link') return true
  if (!emailSchema.safeParse(profile.email).success) return `${signInPage}?error=EmailNotUsable`
  if (env.signup === 'open') return true
  return `${signInPage}?error=RegistrationClosed`
}

async function isSignedByProvider(idToken: string | undefined, subject: string): Promise<boolean> {
  if (!idToken || !env.google) return false
  try {
    const { sub } = await verifyIdToken(idToken, { issuer: env.google.issuer, clientId: env.google.id })
    return sub === subject
  } catch (error) {
    log.warn({ err: error }, 'the ID token could not be verified')
    return false
  }
}

type SessionCallback = NonNullable<NonNullable<NextAuthConfig['callbacks']>['session']>

/** The response of `GET /api/auth/session`. By default, next-auth would return the whole row. */
const presentSession: SessionCallback = ({ session, user }) => ({
  user: { id: user.id, name: user.name ?? null, email: user.email },
  expires: new Date(session.expires).toISOString(),
})

function recordError(error: Error): void {
  const context = signInContext()
  // next-auth's errors have a static `type`, which is not affected by minification, unlike `name`.
  const type = 'type' in error ? String(error.type) : error.name
  context.authError = type
  const cause = (error.cause as { err?: unknown } | undefined)?.err
  if (cause instanceof AppError) context.failure = cause
  else if (!expectedErrors.has(type)) log.warn({ err: cause ?? error, type }, 'sign-in failed')
}

const expectedErrors = new Set([
  'CredentialsSignin',
  'MissingCSRF',
  'AccessDenied',
  'OAuthAccountNotLinked',
  'UnknownAction',
])
