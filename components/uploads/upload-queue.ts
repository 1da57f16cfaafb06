import { type ApiError, asApiError } from '#components/api/client.ts'
import { untilReachable } from '#components/api/connection.ts'
import type { LibraryDocument } from '#components/library/document.ts'
import { fileSha256, findDuplicate } from './find-duplicate.ts'
import { sendFile } from './send-file.ts'
import { canRetry, isInProgress, newAttempt, newRequest, toUploadItem, type UploadItem } from './upload-item.ts'

const maxConcurrentUploads = 3
/** A file that is interrupted each time is not sent a fourth time. */
const maxLostConnections = 3

/**
 * The upload queue of this tab: sends three files concurrently, each of which can be cancelled or retried, and pauses without a connection.
 * It continues while the user opens other pages. Snapshots are immutable, for `useSyncExternalStore`.
 */
class UploadQueue {
  #items: readonly UploadItem[] = []
  #listeners = new Set<() => void>()
  #aborts = new Map<string, AbortController>()
  #isPaused = false
  #lastId = 0
  /** Called with each stored document. */
  onStored: (document: LibraryDocument) => void = () => undefined

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  snapshot = () => this.#items
  /** Whether the queue waits for the connection. */
  isPaused = () => this.#isPaused

  add(files: readonly File[], matterId: string | null): void {
    const items = files.map((file) => toUploadItem(`upload-${++this.#lastId}`, file, matterId))
    this.#set([...this.#items, ...items])
    this.#startNext()
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort()
    this.#edit(id, { state: 'cancelled', sent: 0, bytesPerSecond: 0 })
    this.#startNext()
  }

  cancelAll(): void {
    for (const item of this.#items) if (isInProgress(item)) this.cancel(item.id)
  }

  retry(id: string): void {
    this.#edit(id, { ...newAttempt, lostConnections: 0 })
    this.#startNext()
  }

  retryFailed(): void {
    for (const item of this.#items) if (item.state === 'failed' && canRetry(item)) this.retry(item.id)
  }

  /** Uploads a file although it is a duplicate. */
  uploadAnyway(id: string): void {
    this.#edit(id, { isDuplicateAllowed: true })
    this.retry(id)
  }

  remove(id: string): void {
    this.#set(this.#items.filter((item) => item.id !== id))
  }

  /** Removes all finished items. */
  clear(): void {
    this.#set(this.#items.filter(isInProgress))
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items
    for (const listener of this.#listeners) listener()
  }

  #edit(id: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }

  /** Starts the next uploads, up to the maximum number. */
  #startNext(): void {
    if (this.#isPaused) return
    for (const item of this.#items) {
      if (this.#aborts.size >= maxConcurrentUploads) return
      if (item.state === 'waiting' && !this.#aborts.has(item.id)) void this.#run(item)
    }
  }

  async #run(item: UploadItem): Promise<void> {
    const abort = new AbortController()
    this.#aborts.set(item.id, abort)
    const change = (to: Partial<UploadItem>) => {
      if (!abort.signal.aborted) this.#edit(item.id, to)
    }
    try {
      change({ state: 'checking' })
      const isAllowed = item.isDuplicateAllowed || item.isDuplicateChecked
      const duplicate = isAllowed ? null : await this.#findDuplicate(item, abort.signal, change)
      if (duplicate) change({ state: 'duplicate', ...duplicate })
      else {
        change({ isDuplicateChecked: true })
        await this.#send(item, abort.signal, change)
      }
    } catch (thrown) {
      const error = asApiError(thrown)
      const lostConnections = item.lostConnections + 1
      if (error.code === 'network' && lostConnections < maxLostConnections) {
        change({ ...newAttempt, lostConnections })
        if (!abort.signal.aborted) void this.#pause()
      } else {
        change({ state: 'failed', error, bytesPerSecond: 0, ...(isRefusal(error) ? newRequest() : {}) })
        this.#scheduleRetry(item.id, error)
      }
    } finally {
      this.#aborts.delete(item.id)
      this.#startNext()
    }
  }

  async #pause(): Promise<void> {
    if (this.#isPaused) return
    this.#isPaused = true
    await untilReachable()
    this.#isPaused = false
    this.#set(this.#items)
    this.#startNext()
  }

  /** Searches for the same content, first among the uploads in progress, then on the server. */
  async #findDuplicate(
    item: UploadItem,
    signal: AbortSignal,
    change: (to: Partial<UploadItem>) => void,
  ): Promise<Pick<UploadItem, 'duplicateOf' | 'sameAsName'> | null> {
    const sha256 = await fileSha256(item.file)
    if (!sha256 || signal.aborted) return null
    const first = this.#items.find((each) => each.sha256 === sha256 && each.id !== item.id && isInProgress(each))
    if (first) return { duplicateOf: null, sameAsName: first.name }
    change({ sha256 })
    const duplicateOf = await findDuplicate(sha256, signal)
    return duplicateOf && { duplicateOf, sameAsName: null }
  }

  async #send(item: UploadItem, signal: AbortSignal, change: (to: Partial<UploadItem>) => void): Promise<void> {
    change({ state: 'sending' })
    const startedAt = performance.now()
    const document = await sendFile(item.file, {
      matterId: item.matterId,
      key: item.key,
      signal,
      onSent: (sent) => {
        const seconds = (performance.now() - startedAt) / 1000
        const state = sent >= item.bytes ? 'storing' : 'sending'
        change({ state, sent, bytesPerSecond: seconds > 0.25 ? sent / seconds : 0 })
      },
    })
    const duplicateId = item.isDuplicateAllowed ? null : document.duplicateOf
    const duplicateOf = duplicateId ? { id: duplicateId, title: null } : null
    change({ state: 'stored', sent: item.bytes, documentId: document.id, duplicateOf })
    this.onStored(document)
  }

  /** Retries after a temporary error, when the `Retry-After` time is over. */
  #scheduleRetry(id: string, error: ApiError): void {
    if (!isTemporary(error)) return
    setTimeout(
      () => {
        if (this.#items.find((item) => item.id === id)?.state === 'failed') this.retry(id)
      },
      (error.retryAfter ?? 5) * 1000,
    )
  }
}

/** The server is overloaded, or the first attempt of this upload is still in progress there. */
function isTemporary({ status, code }: ApiError): boolean {
  return status === 429 || status === 503 || code === 'idempotency.in_flight'
}

/** The server refused the upload, and will do so again for this idempotency key. */
function isRefusal(error: ApiError): boolean {
  return error.code !== 'network' && !isTemporary(error)
}

export const uploadQueue = new UploadQueue()
