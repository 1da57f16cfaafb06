import { networkError } from '#components/api/client.ts'
import { sendBody } from '#components/api/send-body.ts'
import type { LibraryDocument } from '#components/library/document.ts'

type SendOptions = { matterId: string | null; key: string; signal: AbortSignal; onSent: (bytes: number) => void }

/** Uploads one file as a new document, idempotently for the same `key`. `onSent` gets the bytes sent. Throws as `sendBody` does. */
export async function sendFile(file: File, { matterId, key, signal, onSent }: SendOptions): Promise<LibraryDocument> {
  const form = new FormData()
  if (matterId) form.set('matterId', matterId)
  form.set('file', file, file.name)
  const document = await sendBody<LibraryDocument>('POST', '/api/v1/documents', form, {
    headers: { 'Idempotency-Key': key },
    signal,
    onSent: (bytes) => onSent(Math.min(bytes, file.size)),
  })
  if (!document) throw networkError()
  return document
}
