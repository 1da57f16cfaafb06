import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'
import type { StoredBlob, WriterOptions } from './driver.ts'
import { toStorageFailure } from './storage-failure.ts'

/** How much may wait for the disk before the sender is told to wait too. */
const maxWaitingBytes = 4 * 1024 * 1024
/** Small network reads are gathered into writes of at least this size. */
const writeBytes = 512 * 1024

/**
 * A stream into a file that hashes what passes. A chunk is taken at once while less than 4 MiB wait, so that whoever feeds it
 * does not stop for each write; the disk is written to in large pieces meanwhile. With `takesPieces` the memory of what was written is
 * given back at once: left to the collector it makes it go through the whole heap every 64 MB, a third of an upload's time.
 */
export class HashingFileStream extends Writable {
  readonly #file: FileHandle
  readonly #takesPieces: boolean
  readonly #hash = createHash('sha256')
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #bytes = 0
  #writing: Promise<void> | null = null
  #wake: (() => void) | null = null

  readonly #beforeWrite: () => Promise<void>

  constructor(file: FileHandle, { takesPieces = false, beforeWrite = async () => {} }: WriterOptions = {}) {
    super({ highWaterMark: maxWaitingBytes, decodeStrings: true })
    this.#file = file
    this.#takesPieces = takesPieces
    this.#beforeWrite = beforeWrite
  }

  /** Name and size of what was written. Only once the stream has finished. */
  get result(): StoredBlob {
    return { sha256: this.#digest, bytes: this.#bytes }
  }
  #digest = ''

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, taken: (error?: Error | null) => void): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.byteLength
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.byteLength
    if (this.#waitingBytes >= writeBytes) this.#startWriting()
    if (this.#waitingBytes < maxWaitingBytes) taken()
    else this.#wake = taken
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#flush().then(() => {
      this.#digest = this.#hash.digest('hex')
      done()
    }, done)
  }

  /** Waits for the write that is under way, so that nobody closes the file below it. */
  async settle(): Promise<void> {
    await this.#writing
  }

  async #flush(): Promise<void> {
    while (this.#writing || this.#waitingBytes > 0) {
      // A write that failed has destroyed the stream: the rest is never written.
      if (this.destroyed) throw this.errored ?? new Error('the stream was destroyed')
      this.#startWriting()
      await this.#writing
    }
    await this.#file.sync()
  }

  #startWriting(): void {
    if (this.#writing || this.#waitingBytes === 0 || this.destroyed) return
    const pieces = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    this.#writing = this.#write(pieces).then(
      () => {
        if (this.#takesPieces) pieces.forEach(giveBack)
        this.#written()
      },
      (error: Error) => {
        this.#writing = null
        this.destroy(toStorageFailure(error) as Error)
      },
    )
  }

  async #write(pieces: Uint8Array[]): Promise<void> {
    await this.#beforeWrite()
    await writeAll(this.#file, pieces)
  }

  #written(): void {
    this.#writing = null
    const wake = this.#wake
    this.#wake = null
    wake?.()
    if (this.#waitingBytes >= writeBytes) this.#startWriting()
  }
}

/** `writev` may write less than it was given (a full disk, a signal): the rest is written until all is there. */
async function writeAll(file: FileHandle, pieces: Uint8Array[]): Promise<void> {
  let rest = pieces
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest)
    let skip = bytesWritten
    let index = 0
    for (let piece = rest[index]; piece && skip >= piece.byteLength; piece = rest[index]) {
      skip -= piece.byteLength
      index += 1
    }
    rest = rest.slice(index)
    if (skip > 0 && rest[0]) rest[0] = rest[0].subarray(skip)
  }
}

/** Frees a piece's memory where it is its own: a slice of what others share, such as Node's pool, is at most half of it. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength > buffer.byteLength / 2) buffer.transfer(0)
}
