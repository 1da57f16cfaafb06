import ipaddr from 'ipaddr.js'

/**
 * The client's address: the connection's, unless that is a trusted proxy's. Then `X-Forwarded-For` is read from the right,
 * and the first address that is no trusted proxy counts: what stands left of it, anybody may have written.
 * `trusted` holds addresses and CIDR ranges.
 */
export function clientAddress(connection: string, forwardedFor: string | null, trusted: readonly string[]): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  let address = plain(connection)
  while (isTrusted(address, trusted)) {
    const next = hops.pop()
    if (!next || !ipaddr.isValid(next)) break
    address = plain(next)
  }
  return address
}

/** Whether the peer of a connection is one whose `X-Forwarded-For` counts. */
export function isTrustedProxy(connection: string, trusted: readonly string[]): boolean {
  return isTrusted(plain(connection), trusted)
}

/** An IPv4-mapped IPv6 address (`::ffff:127.0.0.1`) as the IPv4 address that it stands for. */
function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/**
 * What counts as one client where clients are counted: an IPv4 address, or the /64 that an IPv6 network hands to one customer, who
 * may take any address in it. In CIDR notation; what is no address (`local`) stays as it is.
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
