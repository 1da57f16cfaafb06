import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK } from 'jose'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { decryptSecret, encryptSecret, needsReencryption } from './encryption.ts'
import { accessTokenSeconds } from './session-lifetimes.ts'

export const signingAlgorithm = 'ES256'
const purpose = 'signing key'

/** How long others may keep the JWKS, in seconds. A key is published at least this long before it signs. */
export const jwksMaxAgeSeconds = 300
/** How long an instance may keep what it has read of the keys. */
export const keyCacheMs = 60_000
const clockToleranceMs = 60_000
/** How long a key that signs no more is still published: until the last token has expired that an instance signed with it. */
const retiringMs = keyCacheMs + accessTokenSeconds * 1000 + clockToleranceMs

/** next: published, signs nothing yet. active: signs. retiring: signs nothing more, its tokens are still good. */
export type SigningKeyState = 'next' | 'active' | 'retiring'

/** The published keys, which those who verify tokens need: all but those whose last token has expired. */
export async function listSigningKeys(client: Db | Tx = db) {
  return client.signingKey.findMany({ where: { NOT: whoseTokensExpired() }, orderBy: { createdAt: 'asc' } })
}

/** Removes the keys that are published no more. */
export async function removeRetiredKeys(client: Db | Tx = db): Promise<void> {
  await client.signingKey.deleteMany({ where: whoseTokensExpired() })
}

function whoseTokensExpired() {
  return { state: 'retiring', retiredAt: { lt: new Date(Date.now() - retiringMs) } }
}

/** Makes the first keys where there are none, once for all instances. Gives all keys. */
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
 * next → active → retiring → gone. Tokens signed before stay valid until they expire, so nobody is signed out.
 * Refuses (`rotated: false`) while `next` is younger than the caches of those who verify, unless forced. `force` is for a key that
 * somebody else may know: it and those that are retiring go at once, and with them the tokens that they signed.
 */
export async function rotateSigningKeys({ force = false } = {}): Promise<Rotation> {
  await ensureSigningKeys()
  return db.$transaction(async (tx) => {
    await lockSigningKeys(tx)
    const now = new Date()
    await removeRetiredKeys(tx)
    await reencryptSigningKeys(tx)
    const next = await tx.signingKey.findFirst({ where: { state: 'next' }, orderBy: { createdAt: 'asc' } })
    const isKnown = next && now.getTime() - next.createdAt.getTime() > jwksMaxAgeSeconds * 1000
    if (next && (isKnown || force)) {
      if (force) await tx.signingKey.deleteMany({ where: { state: { in: ['active', 'retiring'] } } })
      else await tx.signingKey.updateMany({ where: { state: 'active' }, data: { state: 'retiring', retiredAt: now } })
      await tx.signingKey.update({ where: { kid: next.kid }, data: { state: 'active', activatedAt: now } })
    }
    if (!next || isKnown || force) await createSigningKey(tx, 'next')
    const rotated = Boolean(next && (isKnown || force))
    if (rotated) await notify(tx, { type: 'signing-keys' })
    const keys = await listSigningKeys(tx)
    const kids = (state: SigningKeyState) => keys.filter((key) => key.state === state).map((key) => key.kid)
    const reason = rotated ? 'rotated' : 'the next key is too young: services may not have fetched it yet'
    return { rotated, reason, active: kids('active').join(), next: kids('next').join(), retiring: kids('retiring') }
  })
}

/** The private half of a key row. Throws where no current AUTH_SECRET opens it. */
export async function openSigningKey(row: { encryptedPrivate: Uint8Array }): Promise<CryptoKey> {
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

/** Seals again what an older AUTH_SECRET sealed, so that the older one can go. */
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
