import type { ApiError } from '#components/api/client.ts'

/** One file of the upload queue, from its selection until its document is processed. */
export type UploadItem = {
  id: string
  file: File
  name: string
  bytes: number
  matterId: string | null
  state: 'waiting' | 'checking' | 'duplicate' | 'sending' | 'storing' | 'stored' | 'failed' | 'cancelled'
  /** The bytes sent, as reported by the browser. */
  sent: number
  bytesPerSecond: number
  error: ApiError | null
  documentId: string | null
  /** Null before it is computed, and where the browser cannot compute it. */
  sha256: string | null
  /** The document with the same content, if there is one; without a title if only the response to the upload named it. */
  duplicateOf: { id: string; title: string | null } | null
  /** The name of the file with the same content that is before this one in the queue. */
  sameAsName: string | null
  /** Whether the user chose to upload it although it is a duplicate. */
  isDuplicateAllowed: boolean
  /** How often the connection was lost during its upload. */
  lostConnections: number
  /** The Idempotency-Key: a file that is sent again after a lost response is not stored twice. */
  key: string
  /** Whether duplicates were searched for. Not repeated after sending: the search could find the file itself. */
  isDuplicateChecked: boolean
}

/** The state of an item at the beginning of each attempt. */
export const newAttempt = {
  state: 'waiting',
  sent: 0,
  bytesPerSecond: 0,
  error: null,
  duplicateOf: null,
  sameAsName: null,
} as const

/** The state of an item that was not sent yet, or was refused by the server: the next attempt is a new request. */
export function newRequest() {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'))
  return { key: key.join(''), isDuplicateChecked: false, sha256: null }
}

export function toUploadItem(id: string, file: File, matterId: string | null): UploadItem {
  const { name, size: bytes } = file
  return {
    ...newAttempt,
    ...newRequest(),
    id,
    file,
    name,
    bytes,
    matterId,
    documentId: null,
    isDuplicateAllowed: false,
    lostConnections: 0,
  }
}

export function isInProgress({ state }: UploadItem): boolean {
  return state === 'waiting' || state === 'checking' || state === 'sending' || state === 'storing'
}

/** Whether another attempt can succeed. Files that the server refused for their content are not sent again. */
export function canRetry({ state, error }: UploadItem): boolean {
  if (state === 'cancelled') return true
  if (state !== 'failed' || !error) return false
  const { status, code } = error
  return (
    status === 0 || status >= 500 || status === 408 || status === 409 || status === 429 || code === 'upload.malformed'
  )
}

export type UploadTotals = {
  count: number
  inProgress: number
  stored: number
  failed: number
  /** The failed ones that can be retried. */
  retryable: number
  duplicates: number
  bytes: number
  sent: number
  /** Null before the speed is known. */
  secondsLeft: number | null
}

/** The totals of the queue. Cancelled and failed files and duplicates do not count in bytes. */
export function uploadTotals(items: readonly UploadItem[]): UploadTotals {
  const counted = items.filter(({ state }) => state !== 'cancelled' && state !== 'failed' && state !== 'duplicate')
  const bytes = counted.reduce((sum, item) => sum + item.bytes, 0)
  const sent = counted.reduce((sum, item) => sum + (item.state === 'stored' ? item.bytes : item.sent), 0)
  const speed = counted.reduce((sum, item) => sum + (item.state === 'sending' ? item.bytesPerSecond : 0), 0)
  const inProgress = items.filter(isInProgress).length
  return {
    count: items.filter(({ state }) => state !== 'cancelled').length,
    inProgress,
    stored: items.filter(({ state }) => state === 'stored').length,
    failed: items.filter(({ state }) => state === 'failed').length,
    retryable: items.filter((item) => item.state === 'failed' && canRetry(item)).length,
    duplicates: items.filter(({ state }) => state === 'duplicate').length,
    bytes,
    sent,
    secondsLeft: speed > 0 && sent < bytes ? (bytes - sent) / speed : null,
  }
}
