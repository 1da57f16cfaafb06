import { api } from '#components/api/client.ts'
import type { DocumentPage } from '#components/library/document.ts'

/** The document of these bytes among those one may see; null when there is none. */
export async function findTwin(sha256: string, signal: AbortSignal): Promise<{ id: string; title: string } | null> {
  const { items } = await api<DocumentPage>('/documents', { query: { sha256, limit: 1 }, signal })
  return items[0] ? { id: items[0].id, title: items[0].title } : null
}

const maxHashedBytes = 256 * 1024 * 1024
let lastHash: Promise<unknown> = Promise.resolve()

/**
 * The file's SHA-256 in hex; one file at a time, because the browser needs the whole of it in memory. Null for a file too large for
 * that, and where the page is not a secure context: the server then says after storing that it had the bytes already.
 */
export function fileSha256(file: File): Promise<string | null> {
  if (!globalThis.crypto?.subtle || file.size > maxHashedBytes) return Promise.resolve(null)
  const hash = lastHash.then(async () => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  })
  lastHash = hash.catch(() => undefined)
  return hash
}
