import { type ApiError, asApiError } from '#components/api/client.ts'
import { untilReachable } from '#components/api/connection.ts'
import type { LibraryDocument } from '#components/library/document.ts'
import { fileSha256, findTwin } from './find-twin.ts'
import { sendFile } from './send-file.ts'
import { afresh, canRetry, isUnderWay, toUploadItem, type UploadItem, unsent } from './upload-item.ts'

const atOnce = 3
/** A file that takes the connection down with it each time is not worth a fourth. */
const mostLostTries = 3

/**
 * The files on their way to the server: three at once, each to be cancelled or tried again by itself. All wait while there is no connection.
 * It outlives the pages: one may walk about while it works. Snapshots are immutable, for `useSyncExternalStore`.
 */
class UploadQueue {
  #items: readonly UploadItem[] = []
  #listeners = new Set<() => void>()
  #aborts = new Map<string, AbortController>()
  #isHeld = false
  /** Called with each document that was stored. */
  onStored: (document: LibraryDocument) => void = () => undefined

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  snapshot = () => this.#items
  /** Whether the server cannot be reached just now. */
  isHeld = () => this.#isHeld

  add(files: readonly File[], matterId: string | null): void {
    const items = files.map((file) => toUploadItem(`upload-${++counter}`, file, matterId))
    this.#set([...this.#items, ...items])
    this.#pump()
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort()
    this.#edit(id, { state: 'cancelled', sent: 0, bytesPerSecond: 0 })
    this.#pump()
  }

  cancelAll(): void {
    for (const item of this.#items) if (isUnderWay(item)) this.cancel(item.id)
  }

  retry(id: string): void {
    this.#edit(id, { ...afresh, lostTries: 0 })
    this.#pump()
  }

  retryFailed(): void {
    for (const item of this.#items) if (item.state === 'failed' && canRetry(item)) this.retry(item.id)
  }

  /** Stores what is already there once more. */
  storeTwice(id: string): void {
    this.#edit(id, { isWantedTwice: true })
    this.retry(id)
  }

  remove(id: string): void {
    this.#set(this.#items.filter((item) => item.id !== id))
  }

  /** Forgets all that is over. */
  clear(): void {
    this.#set(this.#items.filter(isUnderWay))
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items
    for (const listener of this.#listeners) listener()
  }

  #edit(id: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }

  #pump(): void {
    if (this.#isHeld) return
    for (const item of this.#items) {
      if (this.#aborts.size >= atOnce) return
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
      const mayGo = item.isWantedTwice || item.isChecked
      const known = mayGo ? null : await this.#findKnown(item, abort.signal, change)
      if (known) change({ state: 'duplicate', ...known })
      else {
        change({ isChecked: true })
        await this.#send(item, abort.signal, change)
      }
    } catch (thrown) {
      const error = asApiError(thrown)
      const lostTries = item.lostTries + 1
      if (error.code === 'network' && lostTries < mostLostTries) {
        change({ ...afresh, lostTries })
        if (!abort.signal.aborted) void this.#hold()
      } else {
        change({ state: 'failed', error, bytesPerSecond: 0, ...(isRefusal(error) ? unsent() : {}) })
        this.#tryLater(item.id, error)
      }
    } finally {
      this.#aborts.delete(item.id)
      this.#pump()
    }
  }

  async #hold(): Promise<void> {
    if (this.#isHeld) return
    this.#isHeld = true
    await untilReachable()
    this.#isHeld = false
    this.#set(this.#items)
    this.#pump()
  }

  /** Where the same bytes are: in the list, on their way before these, or on the server. Of two chosen together one is first. */
  async #findKnown(
    item: UploadItem,
    signal: AbortSignal,
    change: (to: Partial<UploadItem>) => void,
  ): Promise<Pick<UploadItem, 'twin' | 'chosenAs'> | null> {
    const sha256 = await fileSha256(item.file)
    if (!sha256 || signal.aborted) return null
    const first = this.#items.find((each) => each.sha256 === sha256 && each.id !== item.id && isUnderWay(each))
    if (first) return { twin: null, chosenAs: first.name }
    change({ sha256 })
    const twin = await findTwin(sha256, signal)
    return twin && { twin, chosenAs: null }
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
    const { duplicateOf } = document
    const twin = duplicateOf && !item.isWantedTwice ? { id: duplicateOf, title: null } : null
    change({ state: 'stored', sent: item.bytes, documentId: document.id, twin })
    this.onStored(document)
  }

  /** What the server only asks to wait for is tried again by itself. */
  #tryLater(id: string, error: ApiError): void {
    if (!isPassing(error)) return
    setTimeout(
      () => {
        if (this.#items.find((item) => item.id === id)?.state === 'failed') this.retry(id)
      },
      (error.retryAfter ?? 5) * 1000,
    )
  }
}

/** The server asks to come again: it is busy, or still at the first try of this very upload. */
function isPassing({ status, code }: ApiError): boolean {
  return status === 429 || status === 503 || code === 'idempotency.in_flight'
}

/** The server has answered, and will answer this key so again. */
function isRefusal(error: ApiError): boolean {
  return error.code !== 'network' && !isPassing(error)
}

let counter = 0

export const uploadQueue = new UploadQueue()
