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
  /** Removes the attempt from the counters, which count only failures. */
  refund: () => Promise<void>
  /** Throws `request.rate_limited` if the client network has failed too often. Called only after a wrong password. */
  refuseBeyondClientLimit: () => void
}

/**
 * Counts a sign-in attempt. The limits are ten failures for a mail address and a hundred from a client network within 15 minutes.
 *
 * - Failures for an address are counted per client network and in total. From a network where the user signed in recently, only the first
 *   counter applies, so that an attacker elsewhere cannot lock the user out. Both are incremented for every address and only the first is
 *   reported, so that known and unknown addresses have the same RateLimit fields.
 * - Behind an unlisted proxy, all clients share one network, and an attacker could lock all of them out. Above the network's limit, the
 *   password is therefore still checked for addresses without failures of their own.
 *
 * Throws `request.rate_limited` before the password is compared.
 */
export async function countAttempt(
  caller: Caller,
  { email, network, isKnownNetwork }: { email: string; network: string; isKnownNetwork: boolean },
): Promise<Attempt> {
  const client = await tryConsumeClientLimit('sign-in-client', caller)
  const fromNetwork = await tryConsumeLimit('sign-in-address', `${email} ${network}`)
  const inTotal = await tryConsumeLimit('sign-in-address', email)
  reportLimit(client)
  reportLimit(fromNetwork)
  const applicable = isKnownNetwork ? [fromNetwork] : [fromNetwork, inTotal]
  for (const state of applicable) requireRemaining(state)
  if (!applicable.every(isFirstFailure)) requireRemaining(client)
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
