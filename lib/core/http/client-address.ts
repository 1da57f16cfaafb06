import ipaddr from 'ipaddr.js'

/**
 * The client's address: the connection's, unless that belongs to a trusted proxy. Then `X-Forwarded-For` is read from right to left
 * up to the first address that is not a trusted proxy; anything further left may be forged. `trusted` holds addresses and CIDR ranges.
 */
export function clientAddress(connection: string, forwardedFor: string | null, trusted: readonly string[]): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  let address = normalise(connection)
  while (isTrusted(address, trusted)) {
    const next = hops.pop()
    if (!next || !ipaddr.isValid(next)) break
    address = normalise(next)
  }
  return address
}

/** Whether `X-Forwarded-For` from this peer is trusted. */
export function isTrustedProxy(connection: string, trusted: readonly string[]): boolean {
  return isTrusted(normalise(connection), trusted)
}

/** Converts an IPv4-mapped IPv6 address (`::ffff:127.0.0.1`) to IPv4. */
function normalise(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/**
 * The network that counts as one client in rate limits, in CIDR notation: an IPv4 address, or the /64 of an IPv6 address, because one
 * customer may use any address in a /64. A value that is not an address (`local`) is returned unchanged.
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return `${parsed}/32`
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64`
}

function isTrusted(address: string, trusted: readonly string[]): boolean {
  if (trusted.length === 0 || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return trusted.some((entry) => {
    const [range, bits] = entry.includes('/') ? ipaddr.parseCIDR(entry) : singleAddress(entry)
    return parsed.kind() === range.kind() && parsed.match(range, bits)
  })
}

function singleAddress(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(entry)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
