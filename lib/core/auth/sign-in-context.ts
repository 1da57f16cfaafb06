import { AsyncLocalStorage } from 'node:async_hooks'
import type { AppError } from '../errors.ts'
import type { SessionIdentity } from './find-identity.ts'
import type { Caller } from './principal.ts'

/** What next-auth's callbacks need to know of the request they run for, and what they leave for its answer. */
export type SignInContext = {
  caller: Caller
  /** The first part of the path below /api/auth. */
  action: string
  /** The live session that came with the request. */
  session: SessionIdentity | null
  /**
   * What a Google callback is for: "sign-in"; "link" where the signed-in person has just proved their password for it;
   * "refused" where they had, but are no longer signed in as the same.
   */
  intent: 'sign-in' | 'link' | 'refused'
  /** Who comes from Google, kept from `signIn` for `createUser`. */
  providerAccountId: string | null
  providerEmail: string | null
  /** What the password was compared with, kept from `authorize` for `createSession`. */
  verifiedHash: string | null
  /** Why it failed, if the failure is one of ours. */
  failure: AppError | null
  /** The name of next-auth's own error. */
  authError: string | null
}

const storage = new AsyncLocalStorage<SignInContext>()

export function runSignIn<T>(context: SignInContext, run: () => Promise<T>): Promise<T> {
  return storage.run(context, run)
}

/** Throws outside of a request to /api/auth: nothing of next-auth is used elsewhere. */
export function signInContext(): SignInContext {
  const context = storage.getStore()
  if (!context) throw new Error('next-auth runs in its own routes alone')
  return context
}
