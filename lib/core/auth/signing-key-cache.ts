import { importJWK, type JWK } from 'jose'
import { isListening, subscribe } from '../db/notifications.ts'
import { ensureSigningKeys, keyCacheMs, openSigningKey, toPublicJwk } from './signing-keys.ts'

type Keys = { loadedAt: number; byKid: Map<string, CryptoKey>; jwks: JWK[]; active: { kid: string; key: CryptoKey } }

const retryMs = 1000
let loading: Promise<Keys> | null = null
let isFollowing = false
const rotationListeners = new Set<() => void>()

/** Calls `listener` when keys were rotated or withdrawn, for what else was derived from them. */
export function onKeyRotation(listener: () => void): void {
  rotationListeners.add(listener)
}

/** The key that signs now. At most a minute behind a rotation, which is why a key retires before it goes. */
export async function currentSigningKey(): Promise<{ kid: string; key: CryptoKey }> {
  return (await load(keyCacheMs)).active
}

/** The public key of that id; null where it is not ours. A key id never seen is looked up afresh, at most once a second. */
export async function findVerificationKey(kid: string): Promise<CryptoKey | null> {
  const known = (await load(keyCacheMs)).byKid.get(kid)
  return known ?? (await load(retryMs)).byKid.get(kid) ?? null
}

/** What `/.well-known/jwks.json` shows (RFC 7517). */
export async function publicJwks(): Promise<{ keys: JWK[] }> {
  return { keys: (await load(retryMs)).jwks }
}

async function load(acceptedAgeMs: number): Promise<Keys> {
  followRotations()
  const current = await loading?.catch(() => null)
  if (current && Date.now() - current.loadedAt < acceptedAgeMs) return current
  loading = read()
  return loading
}

/** Forgets the keys when another process rotates them; where that message is lost, or nobody listens, after `keyCacheMs`. */
function followRotations(): void {
  if (isFollowing || !isListening()) return
  isFollowing = true
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
  return { loadedAt, byKid, jwks, active: { kid: active.kid, key: await openSigningKey(active) } }
}
