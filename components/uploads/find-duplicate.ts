import { api } from '#components/api/client.ts'
import type { DocumentPage } from '#components/library/document.ts'

/** The document with this SHA-256 among those that the user can read; null if there is none. */
export async function findDuplicate(
  sha256: string,
  signal: AbortSignal,
): Promise<{ id: string; title: string } | null> {
  const { items } = await api<DocumentPage>('/documents', { query: { sha256, limit: 1 }, signal })
  return items[0] ? { id: items[0].id, title: items[0].title } : null
}

const maxHashedBytes = 256 * 1024 * 1024
let previousHash: Promise<unknown> = Promise.resolve()

/**
 * The SHA-256 of the file in hex. Hashes one file at a time, because the browser needs it in memory as a whole. Null for files that are
 * too large for that, and outside of a secure context: the server then reports the duplicate after the upload.
 */
export function fileSha256(file: File): Promise<string | null> {
  if (!globalThis.crypto?.subtle || file.size > maxHashedBytes) return Promise.resolve(null)
  const hash = previousHash.then(async () => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  })
  previousHash = hash.catch(() => undefined)
  return hash
}
