import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters that need no escaping in a URL, a header or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How secrets rest in the database. Only for secrets of 256 random bits: what people choose needs bcrypt. */
export function sha256(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
