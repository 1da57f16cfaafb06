import { AsyncLocalStorage } from 'node:async_hooks'
import type { AppError } from '../errors.ts'
import type { SessionIdentity } from './find-identity.ts'
import type { Caller } from './principal.ts'

/** The data of the current request to /api/auth: input for next-auth's callbacks, and their results for the response. */
export type SignInContext = {
  caller: Caller
  /** The first part of the path below /api/auth. */
  action: string
  /** The active session of the request's cookie. */
  session: SessionIdentity | null
  /**
   * The purpose of a Google callback: "sign-in"; "link" if the signed-in user verified the password for it; "refused" if linking was
   * started in another session.
   */
  intent: 'sign-in' | 'link' | 'refused'
  /** The Google account's id, set by `signIn` for `createUser`. */
  providerAccountId: string | null
  providerEmail: string | null
  /** The hash that the password was compared with, set by `authorize` for `createSession`. */
  verifiedHash: string | null
  /** The error if LexAI rejected the request. */
  failure: AppError | null
  /** The type of next-auth's error. */
  authError: string | null
}

const storage = new AsyncLocalStorage<SignInContext>()

export function runSignIn<T>(context: SignInContext, run: () => Promise<T>): Promise<T> {
  return storage.run(context, run)
}

/** The context of the current request. Throws outside of requests to /api/auth. */
export function signInContext(): SignInContext {
  const context = storage.getStore()
  if (!context) throw new Error('next-auth was called outside of /api/auth')
  return context
}
