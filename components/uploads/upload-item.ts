import type { ApiError } from '#components/api/client.ts'

/** One file on its way. It keeps its place in the list from being chosen to being ready to read. */
export type UploadItem = {
  id: string
  file: File
  name: string
  bytes: number
  matterId: string | null
  state: 'waiting' | 'checking' | 'duplicate' | 'sending' | 'storing' | 'stored' | 'failed' | 'cancelled'
  /** Bytes of the file that have left, as the browser counts them. */
  sent: number
  bytesPerSecond: number
  error: ApiError | null
  documentId: string | null
  /** Null until it is known, and where the browser cannot tell. */
  sha256: string | null
  /** The document that already holds these bytes, where one does; without a title where only the server's answer named it. */
  twin: { id: string; title: string | null } | null
  /** The name of the file in the list that has the same bytes and is on its way before this one. */
  chosenAs: string | null
  /** To be stored although there is a twin. */
  isWantedTwice: boolean
  /** How often the connection was lost while it was sent. */
  lostTries: number
  /** Its Idempotency-Key: sent again after an answer that was lost, it is not stored twice. */
  key: string
  /** Whether these bytes were looked for before it was sent; afterwards they might be found as its own. */
  isChecked: boolean
}

/** What an item is at the beginning of each try. */
export const afresh = {
  state: 'waiting',
  sent: 0,
  bytesPerSecond: 0,
  error: null,
  twin: null,
  chosenAs: null,
} as const

/** What it is besides before anything was sent, and again once the server has refused it: what then comes is another request. */
export function unsent() {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'))
  return { key: key.join(''), isChecked: false, sha256: null }
}

export function toUploadItem(id: string, file: File, matterId: string | null): UploadItem {
  const { name, size: bytes } = file
  return {
    ...afresh,
    ...unsent(),
    id,
    file,
    name,
    bytes,
    matterId,
    documentId: null,
    isWantedTwice: false,
    lostTries: 0,
  }
}

export function isUnderWay({ state }: UploadItem): boolean {
  return state === 'waiting' || state === 'checking' || state === 'sending' || state === 'storing'
}

/** Whether the same file may do better another time. What the server has refused for what it is stays refused. */
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
  underWay: number
  stored: number
  failed: number
  /** Of those that failed: may be tried again. */
  retryable: number
  duplicates: number
  bytes: number
  sent: number
  /** Null while nothing has been measured. */
  secondsLeft: number | null
}

/** The whole of the queue in numbers; what was cancelled or is a duplicate nobody decided on no longer counts in bytes. */
export function uploadTotals(items: readonly UploadItem[]): UploadTotals {
  const counted = items.filter(({ state }) => state !== 'cancelled' && state !== 'failed' && state !== 'duplicate')
  const bytes = counted.reduce((sum, item) => sum + item.bytes, 0)
  const sent = counted.reduce((sum, item) => sum + (item.state === 'stored' ? item.bytes : item.sent), 0)
  const speed = counted.reduce((sum, item) => sum + (item.state === 'sending' ? item.bytesPerSecond : 0), 0)
  const underWay = items.filter(isUnderWay).length
  return {
    count: items.filter(({ state }) => state !== 'cancelled').length,
    underWay,
    stored: items.filter(({ state }) => state === 'stored').length,
    failed: items.filter(({ state }) => state === 'failed').length,
    retryable: items.filter((item) => item.state === 'failed' && canRetry(item)).length,
    duplicates: items.filter(({ state }) => state === 'duplicate').length,
    bytes,
    sent,
    secondsLeft: speed > 0 && sent < bytes ? (bytes - sent) / speed : null,
  }
}
