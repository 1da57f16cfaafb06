import { hkdfSync } from 'node:crypto'

/**
 * Derives a 256-bit key for one purpose from a secret (HKDF-SHA-256, RFC 5869, with the purpose as `info`), so that keys for different
 * purposes are independent. The purpose of stored data must not change, because its key would change too. Session cookies are verified at
 * the edge, without node:crypto, and have their own derivation (session-cookie.ts).
 */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}
