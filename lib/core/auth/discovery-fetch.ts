const maxAgeMs = 10 * 60_000
const timeoutMs = 10_000
const cache = new Map<string, { at: number; body: string }>()

/** `fetch` with a timeout that caches OpenID discovery documents for ten minutes. next-auth reads them twice for each sign-in. */
export const discoveryFetch: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  const signal = init?.signal ?? AbortSignal.timeout(timeoutMs)
  if (!url.endsWith('/.well-known/openid-configuration')) return fetch(input, { ...init, signal })
  const cached = cache.get(url)
  if (cached && Date.now() - cached.at < maxAgeMs) return Response.json(JSON.parse(cached.body))
  const response = await fetch(input, { ...init, signal })
  if (!response.ok) return response
  const body = await response.text()
  cache.set(url, { at: Date.now(), body })
  return Response.json(JSON.parse(body))
}
