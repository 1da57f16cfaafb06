import type { SessionIdentity } from './find-identity.ts'
import type { Caller } from './principal.ts'

export type SignedInUser = { id: string; email: string; name: string }
export type GoogleIdentity = { providerAccountId: string; email: string | null }
export type GoogleProfile = { providerAccountId: string; email: string; name: string; image: string | null }

export type SignInProof = { method: 'password'; hash: string } | { method: 'google' }

/** Somebody whom Google sent and who was not let in. */
export type RejectedGoogleSignIn = { providerAccountId: string | null; email: string | null; reason: string }

/** What next-auth has to be told of users and sessions; the nouns do it, the route puts them together. */
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
  /** Makes a user with a joined Google account. */
  createGoogleUser(caller: Caller, profile: GoogleProfile): Promise<SignedInUser>
  /** Links a Google account to the person of a session. */
  linkGoogleAccount(caller: Caller, session: SessionIdentity, account: GoogleIdentity): Promise<void>
}
