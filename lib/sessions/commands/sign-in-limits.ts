import type { Caller } from '#lib/core/auth/principal.ts'
import {
  type LimitState,
  refundClientLimit,
  refundLimit,
  reportLimit,
  requireRemaining,
  tryConsumeClientLimit,
  tryConsumeLimit,
} from '#lib/core/http/limits/rate-limits.ts'

export type Attempt = {
  /** Gives back what only failures may use up. */
  refund: () => Promise<void>
  /** Throws `request.rate_limited` where the client has failed too often: said only once the password turned out to be wrong. */
  refuseBeyondClientLimit: () => void
}

/**
 * Counts an attempt to sign in: ten failures for a mail address and a hundred from a client network within a quarter of an hour.
 *
 * - Failures for an address are counted for the asker's network and in all. From a network where the person is familiar the first
 *   count alone decides, so that a stranger elsewhere cannot lock them out. Both are counted for every address and only the first is
 *   reported, so that known and unknown addresses have the same RateLimit fields.
 * - Behind a proxy that is not listed everybody shares one client network, and a hundred failures of one would lock all out. So past
 *   that limit the password of an account without failures of its own is compared all the same, and the right one signs in.
 *
 * Throws `request.rate_limited` before the password is compared.
 */
export async function countAttempt(
  caller: Caller,
  { email, network, isKnownNetwork }: { email: string; network: string; isKnownNetwork: boolean },
): Promise<Attempt> {
  const client = await tryConsumeClientLimit('sign-in-client', caller)
  const fromHere = await tryConsumeLimit('sign-in-address', `${email} ${network}`)
  const fromAnywhere = await tryConsumeLimit('sign-in-address', email)
  reportLimit(client)
  reportLimit(fromHere)
  const deciding = isKnownNetwork ? [fromHere] : [fromHere, fromAnywhere]
  for (const state of deciding) requireRemaining(state)
  if (!deciding.every(isFirstFailure)) requireRemaining(client)
  return {
    refund: async () => {
      await Promise.all([
        refundClientLimit('sign-in-client', caller),
        refundLimit('sign-in-address', `${email} ${network}`),
        refundLimit('sign-in-address', email),
      ])
    },
    refuseBeyondClientLimit: () => requireRemaining(client),
  }
}

function isFirstFailure({ remaining, points }: LimitState): boolean {
  return remaining === points - 1
}
