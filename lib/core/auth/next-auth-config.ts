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
 * next-auth for what it is good at, the OpenID Connect dance and its cookies. `provenSameOrigin`: the browser itself has
 * said that the request comes from our own page, which makes next-auth's CSRF token unnecessary.
 */
export function nextAuthConfig(
  hooks: SignInHooks,
  { provenSameOrigin }: { provenSameOrigin: boolean },
): NextAuthConfig {
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
    // Never due for an update: what expires when is the row's affair.
    session: { strategy: 'database', maxAge, updateAge: maxAge },
    // With database sessions next-auth still writes what `encode` gives into the cookie after a password sign-in.
    jwt: { encode: async ({ token }) => encodeSession(adapter, token?.sub), decode: async () => null },
    providers: [password(hooks), env.google ? google(env.google) : placeholder],
    callbacks: { signIn: mayComeIn, session: allowList },
    logger: { error: noteError, warn: () => {}, debug: () => {} },
    ...(provenSameOrigin ? { skipCSRFCheck } : {}),
  }
}

async function encodeSession(adapter: ReturnType<typeof nextAuthAdapter>, userId: string | undefined): Promise<string> {
  if (!userId) throw new Error('Nobody to open a session for')
  // The adapter makes token and expiry itself.
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

/** next-auth refuses database sessions where every provider is a credentials one. This one is in no list and its routes are closed. */
const placeholder = {
  id: 'unconfigured',
  name: 'Unconfigured',
  type: 'oidc' as const,
  issuer: 'https://unconfigured.invalid',
  clientId: 'none',
  clientSecret: 'none',
}

type SignInCallback = NonNullable<NonNullable<NextAuthConfig['callbacks']>['signIn']>

/** Google's word is taken for an address that Google has verified, from a person who is known here or may sign up. */
const mayComeIn: SignInCallback = async ({ account, profile }) => {
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
    log.warn({ err: error }, 'an ID token is not the provider’s')
    return false
  }
}

type SessionCallback = NonNullable<NonNullable<NextAuthConfig['callbacks']>['session']>

/** What `GET /api/auth/session` says. next-auth would hand out the whole row. */
const allowList: SessionCallback = ({ session, user }) => ({
  user: { id: user.id, name: user.name ?? null, email: user.email },
  expires: new Date(session.expires).toISOString(),
})

function noteError(error: Error): void {
  const context = signInContext()
  // `type` is a static of theirs and survives minifying; `name` does not.
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
