import { LRUCache } from 'lru-cache'
import { log } from '../../log.ts'

const key = Symbol.for('lexai.unlisted-proxies')
type Registry = LRUCache<string, true>
const shared = globalThis as { [key]?: Registry }
/** On globalThis because server.ts writes it and pages, a separate module graph, read it. Warns once an hour per address. */
const seen: Registry = shared[key] ?? new LRUCache({ max: 100, ttl: 3_600_000 })
shared[key] = seen

/**
 * Warns about a peer whose `X-Forwarded-For` is ignored because LEXAI_TRUST_PROXY does not list it. Behind such a proxy all clients
 * share one address in rate limits and in the audit log. A client may also send the header itself.
 */
export function warnUntrustedProxy(address: string): void {
  if (seen.has(address)) return
  seen.set(address, true)
  log.warn(
    { peer: address },
    'Ignored X-Forwarded-For from a peer that LEXAI_TRUST_PROXY does not list. If it is your reverse proxy, add it, because otherwise all clients share its address',
  )
}

/** The addresses warned about in the last hour, for the administrators' page. */
export function listUntrustedProxies(): string[] {
  return [...seen.keys()]
}
