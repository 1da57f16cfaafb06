import { hash } from 'node:crypto'

/** Content codings. Each is also the suffix of the ETag of a coded response: strong tags differ per coding (RFC 9110, 8.8.3.3). */
export const codings = ['br', 'zstd', 'gzip'] as const
export type Coding = (typeof codings)[number]

const codingSuffix = /-(?:br|zstd|gzip)"$/

/** A strong ETag of a body: `"<revision>-<digest>"` for a resource with a revision, else `"<digest>"`. */
export function entityTag(body: string | Uint8Array, revision?: number): string {
  const digest = hash('sha256', body, 'base64url').slice(0, 20)
  return revision === undefined ? `"${digest}"` : `"${revision}-${digest}"`
}

export function withCoding(tag: string, coding: Coding): string {
  return tag.endsWith('"') ? `${tag.slice(0, -1)}-${coding}"` : tag
}

export function withoutCoding(tag: string): string {
  return tag.replace(codingSuffix, '"')
}

/** The revision in a tag made by `entityTag`, or null. Weak tags give null: they never match in If-Match (RFC 9110, 13.1.1). */
export function revisionOf(tag: string): number | null {
  const found = /^"(\d{1,15})-/.exec(tag)
  return found ? Number(found[1]) : null
}

/** The tags in a value of If-Match or If-None-Match, or `['*']`. Invalid members are skipped. */
export function parseTags(header: string): string[] {
  if (header.trim() === '*') return ['*']
  return header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"/g) ?? []
}

/** The tag in a value of If-None-Match that matches `current` by weak comparison, whatever its content coding; null if none does. */
export function findMatch(header: string, current: string): string | null {
  const plain = withoutCoding(current)
  for (const tag of parseTags(header)) {
    if (tag === '*') return current
    const opaque = tag.replace(/^W\//, '')
    if (withoutCoding(opaque) === plain) return opaque
  }
  return null
}

/** Whether a value of If-Match matches `current` by strong comparison, whatever its content coding. */
export function matchesStrongly(header: string, current: string): boolean {
  return parseTags(header).some((tag) => tag === '*' || withoutCoding(tag) === withoutCoding(current))
}
