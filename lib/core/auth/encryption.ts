import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { env } from '#lib/core/env.ts'
import { deriveKey } from './derive-key.ts'

// Format: 4 bytes key id, 12 bytes nonce, 16 bytes authentication tag, ciphertext.
const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts a value for storage with AES-256-GCM under a key that is derived from the newest AUTH_SECRET, so that a database dump does
 * not reveal it. `purpose` is authenticated too: a value that was encrypted for one purpose cannot be decrypted for another.
 */
export function encryptSecret(bytes: Uint8Array | string, purpose: string): Uint8Array<ArrayBuffer> {
  const [newest] = keyRing()
  if (!newest) throw new Error('AUTH_SECRET is empty')
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(purpose))
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()])
  return new Uint8Array(Buffer.concat([newest.id, nonce, cipher.getAuthTag(), ciphertext]))
}

/** Decrypts a value of `encryptSecret`. Throws if its AUTH_SECRET is no longer configured, the purpose differs, or it was modified. */
export function decryptSecret(encrypted: Uint8Array, purpose: string): Buffer {
  const id = encrypted.subarray(0, keyIdBytes)
  const found = keyRing().find((entry) => entry.id.equals(id))
  if (!found)
    throw new Error(`No configured AUTH_SECRET decrypts this ${purpose}. Append the previous secret to the list.`)
  const nonce = encrypted.subarray(keyIdBytes, keyIdBytes + nonceBytes)
  const tag = encrypted.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', found.key, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag)
  return Buffer.concat([decipher.update(encrypted.subarray(keyIdBytes + nonceBytes + tagBytes)), decipher.final()])
}

/** Whether the value was encrypted with an older secret and has to be encrypted again before that secret is removed. */
export function needsReencryption(encrypted: Uint8Array): boolean {
  return keyRing()[0]?.id.equals(encrypted.subarray(0, keyIdBytes)) === false
}

type RingKey = { id: Buffer; key: Buffer }
let ring: { secrets: string; keys: RingKey[] } | null = null

function keyRing(): RingKey[] {
  const secrets = env.authSecrets.join('\n')
  if (ring?.secrets !== secrets) ring = { secrets, keys: env.authSecrets.map(toRingKey) }
  return ring.keys
}

function toRingKey(secret: string): RingKey {
  const key = deriveKey(secret, 'lexai sealed box')
  return { key, id: createHash('sha256').update(key).digest().subarray(0, keyIdBytes) }
}
