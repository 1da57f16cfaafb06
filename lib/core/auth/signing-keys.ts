import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK } from 'jose'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { decryptSecret, encryptSecret, needsReencryption } from './encryption.ts'
import { accessTokenSeconds } from './session-lifetimes.ts'

export const signingAlgorithm = 'ES256'
const purpose = 'signing key'

/** The time for which other services may cache the JWKS. A key is published at least this long before it is used. */
export const jwksMaxAgeSeconds = 300
/** The time for which an instance caches the keys. */
export const keyCacheMs = 60_000
const clockToleranceMs = 60_000
/** The time for which a key remains published after its last use: until the last token that it signed has expired. */
const retiringMs = keyCacheMs + accessTokenSeconds * 1000 + clockToleranceMs

/** next: published, not used yet. active: used for signing. retiring: no longer used for signing, its tokens are still valid. */
export type SigningKeyState = 'next' | 'active' | 'retiring'

/** The published keys: all except those whose last token has expired. */
export async function listSigningKeys(client: Db | Tx = db) {
  return client.signingKey.findMany({ where: { NOT: whoseTokensExpired() }, orderBy: { createdAt: 'asc' } })
}

/** Deletes the keys that are no longer published. */
export async function removeRetiredKeys(client: Db | Tx = db): Promise<void> {
  await client.signingKey.deleteMany({ where: whoseTokensExpired() })
}

function whoseTokensExpired() {
  return { state: 'retiring', retiredAt: { lt: new Date(Date.now() - retiringMs) } }
}

/** Returns the published keys. Creates the first keys if there are none; a lock prevents instances from doing so concurrently. */
export async function ensureSigningKeys() {
  const found = await listSigningKeys()
  if (found.some((key) => key.state === 'active')) return found
  return db.$transaction(async (tx) => {
    await lockSigningKeys(tx)
    const keys = await listSigningKeys(tx)
    if (keys.some((key) => key.state === 'active')) return keys
    await createSigningKey(tx, 'active')
    await createSigningKey(tx, 'next')
    return listSigningKeys(tx)
  })
}

export type Rotation = { rotated: boolean; reason: string; active: string; next: string; retiring: string[] }

/**
 * Rotates the keys: next becomes active, active becomes retiring. Existing tokens remain valid, so no user is signed out. Does nothing
 * (`rotated: false`) while `next` is younger than the caches of other services, unless forced. `force` is for a compromised key: the
 * active and retiring keys are deleted immediately, which invalidates their tokens.
 */
export async function rotateSigningKeys({ force = false } = {}): Promise<Rotation> {
  await ensureSigningKeys()
  return db.$transaction(async (tx) => {
    await lockSigningKeys(tx)
    const now = new Date()
    await removeRetiredKeys(tx)
    await reencryptSigningKeys(tx)
    const next = await tx.signingKey.findFirst({ where: { state: 'next' }, orderBy: { createdAt: 'asc' } })
    const isCachedByOthers = next && now.getTime() - next.createdAt.getTime() > jwksMaxAgeSeconds * 1000
    if (next && (isCachedByOthers || force)) {
      if (force) await tx.signingKey.deleteMany({ where: { state: { in: ['active', 'retiring'] } } })
      else await tx.signingKey.updateMany({ where: { state: 'active' }, data: { state: 'retiring', retiredAt: now } })
      await tx.signingKey.update({ where: { kid: next.kid }, data: { state: 'active', activatedAt: now } })
    }
    if (!next || isCachedByOthers || force) await createSigningKey(tx, 'next')
    const rotated = Boolean(next && (isCachedByOthers || force))
    if (rotated) await notify(tx, { type: 'signing-keys' })
    const keys = await listSigningKeys(tx)
    const kids = (state: SigningKeyState) => keys.filter((key) => key.state === state).map((key) => key.kid)
    const reason = rotated ? 'rotated' : 'other services may not have fetched the next key yet'
    return { rotated, reason, active: kids('active').join(), next: kids('next').join(), retiring: kids('retiring') }
  })
}

/** Decrypts the private key of a row. Throws if no configured AUTH_SECRET decrypts it. */
export async function decryptSigningKey(row: { encryptedPrivate: Uint8Array }): Promise<CryptoKey> {
  return importPKCS8(decryptSecret(row.encryptedPrivate, purpose).toString(), signingAlgorithm)
}

export function toPublicJwk(row: { kid: string; publicJwk: unknown }): JWK {
  return { ...(row.publicJwk as JWK), kid: row.kid, alg: signingAlgorithm, use: 'sig' }
}

async function createSigningKey(tx: Tx, state: SigningKeyState): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  const encryptedPrivate = encryptSecret(await exportPKCS8(privateKey), purpose)
  const activatedAt = state === 'active' ? new Date() : null
  const columns = {
    kid,
    algorithm: signingAlgorithm,
    publicJwk: { ...publicJwk },
    encryptedPrivate,
    state,
    activatedAt,
  }
  await tx.signingKey.create({ data: columns })
}

/** Encrypts keys again that were encrypted with an older AUTH_SECRET, so that it can be removed. */
async function reencryptSigningKeys(tx: Tx): Promise<void> {
  for (const key of await listSigningKeys(tx)) {
    if (!needsReencryption(key.encryptedPrivate)) continue
    const encryptedPrivate = encryptSecret(decryptSecret(key.encryptedPrivate, purpose), purpose)
    await tx.signingKey.update({ where: { kid: key.kid }, data: { encryptedPrivate } })
  }
}

async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lexai signing keys'))`
}
