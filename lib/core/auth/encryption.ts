import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '#lib/core/env.ts'

// Layout: 4 bytes naming the key, 12 of nonce, 16 of tag, then the ciphertext.
const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts (AES-256-GCM) under a key derived from the newest AUTH_SECRET, for what the database must keep and a dump of it
 * must not give away. `purpose` is bound in: a box sealed for one does not open for another.
 */
export function encryptSecret(bytes: Uint8Array | string, purpose: string): Uint8Array<ArrayBuffer> {
  const [newest] = keyRing()
  if (!newest) throw new Error('AUTH_SECRET is empty')
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return new Uint8Array(Buffer.concat([newest.id, nonce, cipher.getAuthTag(), sealed]))
}

/** Opens a sealed box. Throws where no current secret sealed it, the purpose differs, or a bit was changed. */
export function decryptSecret(box: Uint8Array, purpose: string): Buffer {
  const id = box.subarray(0, keyIdBytes)
  const found = keyRing().find((entry) => entry.id.equals(id))
  if (!found)
    throw new Error(`No AUTH_SECRET in the list opens this ${purpose}; put the older secret back at the end of it`)
  const nonce = box.subarray(keyIdBytes, keyIdBytes + nonceBytes)
  const tag = box.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', found.key, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag)
  return Buffer.concat([decipher.update(box.subarray(keyIdBytes + nonceBytes + tagBytes)), decipher.final()])
}

/** Whether an older secret sealed the box, so that it should be sealed again before that secret goes. */
export function needsReencryption(box: Uint8Array): boolean {
  return keyRing()[0]?.id.equals(box.subarray(0, keyIdBytes)) === false
}

type RingKey = { id: Buffer; key: Buffer }
let ring: { name: string; keys: RingKey[] } | null = null

function keyRing(): RingKey[] {
  const name = env.authSecrets.join('\n')
  if (ring?.name !== name) ring = { name, keys: env.authSecrets.map(deriveKey) }
  return ring.keys
}

function deriveKey(secret: string): RingKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'lexai sealed box', 32))
  return { key, id: createHash('sha256').update(key).digest().subarray(0, keyIdBytes) }
}
