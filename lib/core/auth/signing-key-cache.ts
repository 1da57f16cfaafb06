import { importJWK, type JWK } from 'jose'
import { isListening, subscribe } from '../db/notifications.ts'
import { decryptSigningKey, ensureSigningKeys, keyCacheMs, toPublicJwk } from './signing-keys.ts'

type Keys = { loadedAt: number; byKid: Map<string, CryptoKey>; jwks: JWK[]; active: { kid: string; key: CryptoKey } }

const retryMs = 1000
let loading: Promise<Keys> | null = null
let isSubscribed = false
const rotationListeners = new Set<() => void>()

/** Calls `listener` when keys were rotated or withdrawn, so that results of earlier signature checks can be discarded. */
export function onKeyRotation(listener: () => void): void {
  rotationListeners.add(listener)
}

/** The active signing key. It may be up to one minute outdated after a rotation, so keys remain published while retiring. */
export async function currentSigningKey(): Promise<{ kid: string; key: CryptoKey }> {
  return (await load(keyCacheMs)).active
}

/** The public key with this id; null if there is none. An unknown id causes a new read, at most once per second. */
export async function findVerificationKey(kid: string): Promise<CryptoKey | null> {
  const known = (await load(keyCacheMs)).byKid.get(kid)
  return known ?? (await load(retryMs)).byKid.get(kid) ?? null
}

/** The content of `/.well-known/jwks.json` (RFC 7517). */
export async function publicJwks(): Promise<{ keys: JWK[] }> {
  return { keys: (await load(retryMs)).jwks }
}

async function load(acceptedAgeMs: number): Promise<Keys> {
  subscribeToRotations()
  const current = await loading?.catch(() => null)
  if (current && Date.now() - current.loadedAt < acceptedAgeMs) return current
  loading = read()
  return loading
}

/** Clears the cache when another process rotates the keys. If the notification is lost, the cache expires after `keyCacheMs`. */
function subscribeToRotations(): void {
  if (isSubscribed || !isListening()) return
  isSubscribed = true
  subscribe(({ type }) => {
    if (type !== 'signing-keys' && type !== 'reconnected') return
    loading = null
    for (const listener of rotationListeners) listener()
  })
}

async function read(): Promise<Keys> {
  const loadedAt = Date.now()
  const rows = await ensureSigningKeys()
  const byKid = new Map<string, CryptoKey>()
  const jwks = rows.map(toPublicJwk)
  for (const jwk of jwks) byKid.set(jwk.kid ?? '', (await importJWK(jwk, 'ES256')) as CryptoKey)
  const active = rows.filter((row) => row.state === 'active').at(-1)
  if (!active) throw new Error('There is no active signing key')
  return { loadedAt, byKid, jwks, active: { kid: active.kid, key: await decryptSigningKey(active) } }
}
