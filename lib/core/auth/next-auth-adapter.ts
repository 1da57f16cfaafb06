import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { db } from '../db/client.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { normalizeEmail } from './email.ts'
import type { SessionIdentity } from './find-identity.ts'
import { signSessionCookie } from './session-cookie.ts'
import { signInContext } from './sign-in-context.ts'
import type { SignedInUser, SignInHooks, SignInProof } from './sign-in-hooks.ts'

/**
 * next-auth's Prisma adapter with LexAI's sessions: the row contains a hash, the cookie a signed reference. The current session is read
 * before next-auth runs and is available in the context.
 */
export function nextAuthAdapter(hooks: SignInHooks): Required<Pick<Adapter, 'createSession'>> & Adapter {
  const openSession = async (user: { id: string; email: string }, proof: SignInProof) => {
    const { caller, session } = signInContext()
    const opened = await hooks.openSession(caller, { user, proof, replaces: session })
    return { sessionToken: await signSessionCookie(opened, env.authSecrets), expires: opened.expiresAt }
  }
  return {
    ...PrismaAdapter(db as never),

    async createSession({ userId }) {
      const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, email: true } })
      const { verifiedHash: hash } = signInContext()
      return {
        userId,
        ...(await openSession(user, hash === null ? { method: 'google' } : { method: 'password', hash })),
      }
    },

    // In a Google callback, the session is returned only for linking. Otherwise the sign-in replaces it.
    async getSessionAndUser(sessionToken) {
      const { action, intent, session } = signInContext()
      if (!session || (action === 'callback' && intent !== 'link')) return null
      const expires = session.absoluteExpiresAt
      return { session: { sessionToken, userId: session.userId, expires }, user: adapterUser(userOf(session)) }
    },

    // The last use is recorded when requests are authenticated.
    updateSession: async () => null,

    async deleteSession() {
      const { caller, session } = signInContext()
      if (session) await hooks.endSession(caller, session)
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

    // For a new user, createUser has already inserted the account. Here it is linked to the signed-in user.
    async linkAccount({ providerAccountId }) {
      const { caller, intent, session, providerEmail: email } = signInContext()
      if (intent === 'link' && session) await hooks.linkGoogleAccount(caller, session, { providerAccountId, email })
    },
  }
}

function userOf({ userId, email, name }: SessionIdentity): SignedInUser {
  return { id: userId, email, name }
}

function adapterUser({ id, email, name }: SignedInUser): AdapterUser {
  return { id, email, name, emailVerified: null }
}
