const cacheMs = 30_000
const maxEntries = 5000

type Entry<Claims> = { claims: Claims; validUntilMs: number }

/**
 * Caches the claims of tokens with a valid signature for 30 seconds, but not past their expiry, because clients send the same token with
 * every request and verifying it takes longer than reading the session's row. Only the signature check is cached; callers still read the
 * row. Call `clear` when keys were withdrawn.
 */
export function createSignatureCache<Claims>(
  verify: (token: string) => Promise<Claims | null>,
  expiresAtMs: (claims: Claims) => number,
): { verify: (token: string) => Promise<Claims | null>; clear: () => void } {
  const entries = new Map<string, Entry<Claims>>()
  const verifyCached = async (token: string) => {
    const now = Date.now()
    const found = entries.get(token)
    if (found && now < found.validUntilMs) return found.claims
    entries.delete(token)
    const claims = await verify(token)
    if (claims === null) return null
    if (entries.size >= maxEntries) entries.clear()
    entries.set(token, { claims, validUntilMs: Math.min(now + cacheMs, expiresAtMs(claims)) })
    return claims
  }
  return { verify: verifyCached, clear: () => entries.clear() }
}
