import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { db } from '../db/client.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { findCookieSession } from './authenticate.ts'
import { normalizeEmail } from './email.ts'
import type { SessionIdentity } from './find-identity.ts'
import { signSessionCookie } from './session-cookie.ts'
import { signInContext } from './sign-in-context.ts'
import type { SignedInUser, SignInHooks } from './sign-in-hooks.ts'

/** next-auth's Prisma adapter, with everything about sessions done our way: the row keeps a hash, the cookie a signed pointer. */
export function nextAuthAdapter(hooks: SignInHooks): Required<Pick<Adapter, 'createSession'>> & Adapter {
  const openSession = async (user: { id: string; email: string }, method: 'password' | 'google') => {
    const { caller, session } = signInContext()
    const opened = await hooks.openSession(caller, { user, method, replaces: session })
    return { sessionToken: await signSessionCookie(opened, env.authSecrets), expires: opened.expiresAt }
  }
  return {
    ...PrismaAdapter(db as never),

    async createSession({ userId }) {
      const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, email: true } })
      const { action, providerAccountId } = signInContext()
      const isGoogle = action === 'callback' && providerAccountId !== null
      return { userId, ...(await openSession(user, isGoogle ? 'google' : 'password')) }
    },

    // In a Google callback a session counts only where the person came to link: else signing in replaces it.
    async getSessionAndUser(sessionToken) {
      const { action, intent } = signInContext()
      if (action === 'callback' && intent !== 'link') return null
      const session = await findCookieSession(sessionToken)
      if (!session) return null
      const expires = session.absoluteExpiresAt
      return { session: { sessionToken, userId: session.userId, expires }, user: adapterUser(userOf(session)) }
    },

    // Use is noted where requests are authenticated.
    updateSession: async () => null,

    async deleteSession(sessionToken) {
      const session = await findCookieSession(sessionToken)
      if (session) await hooks.endSession(signInContext().caller, session)
    },

    async getUserByEmail(email) {
      const where = { email: normalizeEmail(email) }
      const user = await db.user.findUnique({ where, select: { id: true, email: true, name: true } })
      return user && adapterUser(user)
    },

    async createUser({ email, name, image }) {
      const { caller, providerAccountId } = signInContext()
      if (!providerAccountId || env.signup !== 'open') throw new AppError('registration.closed')
      const profile = {
        providerAccountId,
        email: normalizeEmail(email),
        name: name?.trim() || email,
        image: image ?? null,
      }
      return adapterUser(await hooks.createGoogleUser(caller, profile))
    },

    // A new person's account is made with them; here one is joined to the person who is signed in.
    async linkAccount({ providerAccountId }) {
      const { caller, intent, session } = signInContext()
      if (intent === 'link' && session) await hooks.linkGoogleAccount(caller, session, providerAccountId)
    },
  }
}

function userOf({ userId, email, name }: SessionIdentity): SignedInUser {
  return { id: userId, email, name }
}

function adapterUser({ id, email, name }: SignedInUser): AdapterUser {
  return { id, email, name, emailVerified: null }
}
