const maxAgeMs = 10 * 60_000
const timeoutMs = 10_000
const kept = new Map<string, { at: number; body: string }>()

/** fetch for next-auth, which reads the provider's discovery document twice with each sign-in: that one is kept for ten minutes. */
export const discoveryFetch: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  const signal = init?.signal ?? AbortSignal.timeout(timeoutMs)
  if (!url.endsWith('/.well-known/openid-configuration')) return fetch(input, { ...init, signal })
  const known = kept.get(url)
  if (known && Date.now() - known.at < maxAgeMs) return Response.json(JSON.parse(known.body))
  const response = await fetch(input, { ...init, signal })
  if (!response.ok) return response
  const body = await response.text()
  kept.set(url, { at: Date.now(), body })
  return Response.json(JSON.parse(body))
}
