import { hash } from 'node:crypto'

/** Suffixes that server.ts puts on a tag when it codes the body: strong tags differ per coding (RFC 9110, 8.8.3.3). */
export const codings = ['br', 'zstd', 'gzip'] as const
export type Coding = (typeof codings)[number]

const codingSuffix = /-(?:br|zstd|gzip)"$/

/** A strong tag: `"<revision>-<digest>"` for what has a revision, `"<digest>"` for what has none. */
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

/** The revision that a tag of ours names, or null. Weak tags never match in If-Match (RFC 9110, 13.1.1) and give null. */
export function revisionOf(tag: string): number | null {
  const found = /^"(\d{1,15})-/.exec(tag)
  return found ? Number(found[1]) : null
}

/** The members of an If-Match or If-None-Match list; `*` stands alone. Garbage is no member. */
export function parseTags(header: string): string[] {
  if (header.trim() === '*') return ['*']
  return header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"/g) ?? []
}

/**
 * The member of If-None-Match that names the current tag by weak comparison, without regard to the coding it travelled in;
 * null if none does.
 */
export function findMatch(header: string, current: string): string | null {
  const plain = withoutCoding(current)
  for (const tag of parseTags(header)) {
    if (tag === '*') return current
    const opaque = tag.replace(/^W\//, '')
    if (withoutCoding(opaque) === plain) return opaque
  }
  return null
}

/** Whether If-Match names the current tag by strong comparison. */
export function matchesStrongly(header: string, current: string): boolean {
  return parseTags(header).some((tag) => tag === '*' || withoutCoding(tag) === withoutCoding(current))
}
