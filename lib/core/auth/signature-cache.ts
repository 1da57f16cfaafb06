type Verified<Claims> = { claims: Claims; until: number }

/**
 * Remembers good signatures for half a minute, never past their expiry: checking one takes longer than reading the session's row, and
 * a client sends the same token with every request. Only that it was signed is remembered; the row is read each time. `forget` is for
 * when keys were withdrawn.
 */
export function recentlyVerified<Claims>(
  verify: (token: string) => Promise<Claims | null>,
  expiresAtMs: (claims: Claims) => number,
): { verify: (token: string) => Promise<Claims | null>; forget: () => void } {
  const known = new Map<string, Verified<Claims>>()
  const verifyOnce = async (token: string) => {
    const now = Date.now()
    const found = known.get(token)
    if (found && now < found.until) return found.claims
    known.delete(token)
    const claims = await verify(token)
    if (claims === null) return null
    if (known.size >= most) known.clear()
    known.set(token, { claims, until: Math.min(now + rememberMs, expiresAtMs(claims)) })
    return claims
  }
  return { verify: verifyOnce, forget: () => known.clear() }
}

const rememberMs = 30_000
const most = 5000
