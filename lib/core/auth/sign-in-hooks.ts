import type { SessionIdentity } from './find-identity.ts'
import type { Caller } from './principal.ts'

export type SignedInUser = { id: string; email: string; name: string }
export type GoogleIdentity = { providerAccountId: string; email: string | null }
export type GoogleProfile = { providerAccountId: string; email: string; name: string; image: string | null }

export type SignInProof = { method: 'password'; hash: string } | { method: 'google' }

/** A Google sign-in that LexAI rejected. */
export type RejectedGoogleSignIn = { providerAccountId: string | null; email: string | null; reason: string }

/** The operations on users and sessions that next-auth needs. The route provides implementations of lib/users and lib/sessions. */
export type SignInHooks = {
  /** Throws `auth.invalid_credentials` and `request.rate_limited`. */
  checkCredentials(
    caller: Caller,
    given: { email: string; password: string },
  ): Promise<SignedInUser & { verifiedHash: string }>
  openSession(
    caller: Caller,
    opening: { user: { id: string; email: string }; proof: SignInProof; replaces: SessionIdentity | null },
  ): Promise<{ sid: string; secret: string; expiresAt: Date }>
  endSession(caller: Caller, session: SessionIdentity): Promise<void>
  recordRejectedGoogleSignIn(caller: Caller, refused: RejectedGoogleSignIn): Promise<void>
  /** Creates a user with a linked Google account. */
  createGoogleUser(caller: Caller, profile: GoogleProfile): Promise<SignedInUser>
  /** Links a Google account to the user of a session. */
  linkGoogleAccount(caller: Caller, session: SessionIdentity, account: GoogleIdentity): Promise<void>
}
