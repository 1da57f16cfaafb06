import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'
import type { StoredBlob, WriterOptions } from './driver.ts'
import { toStorageFailure } from './storage-failure.ts'

/** Above this many bytes that wait for the disk, the stream applies backpressure. */
const maxPendingBytes = 4 * 1024 * 1024
/** Small chunks are combined into writes of at least this size. */
const minWriteBytes = 512 * 1024

/**
 * Writes a file and computes its SHA-256. Chunks are accepted at once while less than 4 MiB are pending, and written in large blocks. With
 * `transfersOwnership`, buffers are freed right after they are written: otherwise a full garbage collection runs every 64 MB, which takes
 * a third of an upload's time.
 */
export class HashingFileStream extends Writable {
  readonly #file: FileHandle
  readonly #transfersOwnership: boolean
  readonly #hash = createHash('sha256')
  #pending: Uint8Array[] = []
  #pendingBytes = 0
  #bytes = 0
  #writing: Promise<void> | null = null
  #resume: (() => void) | null = null

  readonly #beforeWrite: () => Promise<void>

  constructor(file: FileHandle, { transfersOwnership = false, beforeWrite = async () => {} }: WriterOptions = {}) {
    super({ highWaterMark: maxPendingBytes, decodeStrings: true })
    this.#file = file
    this.#transfersOwnership = transfersOwnership
    this.#beforeWrite = beforeWrite
  }

  /** Digest and size of the file. Valid only after the stream has finished. */
  get result(): StoredBlob {
    return { sha256: this.#digest, bytes: this.#bytes }
  }
  #digest = ''

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, accept: (error?: Error | null) => void): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.byteLength
    this.#pending.push(chunk)
    this.#pendingBytes += chunk.byteLength
    if (this.#pendingBytes >= minWriteBytes) this.#startWriting()
    if (this.#pendingBytes < maxPendingBytes) accept()
    else this.#resume = accept
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#flush().then(() => {
      this.#digest = this.#hash.digest('hex')
      done()
    }, done)
  }

  /** Waits for the current write, so that the file is not closed during it. */
  async waitForPendingWrite(): Promise<void> {
    await this.#writing
  }

  async #flush(): Promise<void> {
    while (this.#writing || this.#pendingBytes > 0) {
      // A failed write has destroyed the stream: the rest is not written.
      if (this.destroyed) throw this.errored ?? new Error('the stream was destroyed')
      this.#startWriting()
      await this.#writing
    }
    await this.#file.sync()
  }

  #startWriting(): void {
    if (this.#writing || this.#pendingBytes === 0 || this.destroyed) return
    const chunks = this.#pending
    this.#pending = []
    this.#pendingBytes = 0
    this.#writing = this.#write(chunks).then(
      () => {
        if (this.#transfersOwnership) chunks.forEach(detachBuffer)
        this.#written()
      },
      (error: Error) => {
        this.#writing = null
        this.destroy(toStorageFailure(error) as Error)
      },
    )
  }

  async #write(chunks: Uint8Array[]): Promise<void> {
    await this.#beforeWrite()
    await writeAll(this.#file, chunks)
  }

  #written(): void {
    this.#writing = null
    const resume = this.#resume
    this.#resume = null
    resume?.()
    if (this.#pendingBytes >= minWriteBytes) this.#startWriting()
  }
}

/** `writev` may write fewer bytes than given (a full disk, a signal): repeats it until all are written. */
async function writeAll(file: FileHandle, chunks: Uint8Array[]): Promise<void> {
  let rest = chunks
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest)
    let skip = bytesWritten
    let index = 0
    for (let chunk = rest[index]; chunk && skip >= chunk.byteLength; chunk = rest[index]) {
      skip -= chunk.byteLength
      index += 1
    }
    rest = rest.slice(index)
    if (skip > 0 && rest[0]) rest[0] = rest[0].subarray(skip)
  }
}

/** Frees a chunk's buffer unless it is shared: a slice of a shared buffer, such as Node's pool, is at most half of it. */
function detachBuffer({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength > buffer.byteLength / 2) buffer.transfer(0)
}
