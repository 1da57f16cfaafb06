import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 base64url characters, which need no escaping in URLs, headers and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The stored form of a secret. Only for secrets with 256 random bits; passwords need bcrypt. */
export function sha256(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
