import { LRUCache } from 'lru-cache'
import { log } from '../../log.ts'

const key = Symbol.for('lexai.unlisted-proxies')
type Registry = LRUCache<string, true>
const shared = globalThis as { [key]?: Registry }
/** server.ts writes it, and pages, another module graph, read it. Each address is warned of once an hour. */
const seen: Registry = shared[key] ?? new LRUCache({ max: 100, ttl: 3_600_000 })
shared[key] = seen

/**
 * Notes that a peer sent `X-Forwarded-For` which does not count, since LEXAI_TRUST_PROXY does not list it. Behind a proxy that is not
 * listed all people share one address: limits count them together, and the audit log names the proxy. A client may of course send
 * the field by itself.
 */
export function noteUnlistedProxy(address: string): void {
  if (seen.has(address)) return
  seen.set(address, true)
  log.warn(
    { peer: address },
    'X-Forwarded-For from a peer that LEXAI_TRUST_PROXY does not list: if this is your proxy, list it, for otherwise all people share its address',
  )
}

/** The addresses of the last hour, for administrators. */
export function listUnlistedProxies(): string[] {
  return [...seen.keys()]
}
