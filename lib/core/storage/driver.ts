import type { Writable } from 'node:stream'

/** A stretch of a file: first and last byte, both included, as RFC 9110 counts them. */
export type ByteRange = { start: number; end: number }

/** What a finished write is: its name and its size. */
export type StoredBlob = { sha256: string; bytes: number }

export type WriterOptions = {
  /** What is written to the stream is given away: nobody may look at it afterwards. */
  takesPieces?: boolean
  /** Asked before each write to the disk; what it throws ends the stream. */
  beforeWrite?: () => Promise<void>
}

/**
 * One file on its way in. Its bytes go to `stream`, which hashes while it writes and keeps at most a few MiB waiting.
 * Nothing is stored under its name before `commit`; whoever takes a writer ends it with `commit` or `abort`, on every path.
 */
export type BlobWriter = {
  stream: Writable
  /** Ends the stream and waits until every byte is safely on disk. May be called again for the same answer. */
  finish(): Promise<StoredBlob>
  /** `finish`, then stores the bytes under their SHA-256, in one step: a reader sees all of the file or none. */
  commit(): Promise<StoredBlob>
  /** Forgets the bytes. Harmless after `commit` and when repeated. */
  abort(): Promise<void>
}

/**
 * Where files live. Blobs are named by the SHA-256 of their bytes (64 hex digits); derived files (thumbnails and the like)
 * belong to a blob, can be made again, and go with it. `derived` names are kebab-case file names chosen by the caller.
 */
export type StorageDriver = {
  writer(options?: WriterOptions): Promise<BlobWriter>
  /** The bytes, or a stretch of them, as a stream that stops reading when it is cancelled. Throws ENOENT where there is no such blob. */
  read(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /** Size in bytes, or null where there is no such blob. */
  size(sha256: string): Promise<number | null>
  /** Removes the blob and all that was derived from it. Harmless where there is none. */
  delete(sha256: string): Promise<void>
  /**
   * Calls `use` with the path of a file on this machine that holds the blob's bytes; a driver that stores them elsewhere copies them. The path
   * is valid until the promise of `use` settles. What `use` throws is passed on; a file that is missing is noticed by `use`, as ENOENT.
   */
  withLocalFile<Result>(sha256: string, use: (path: string) => Promise<Result>): Promise<Result>
  /** Names of the blobs that have been there for at least `minAgeMs`. */
  list(minAgeMs: number): AsyncIterable<string>
  readDerived(sha256: string, name: string): Promise<Buffer<ArrayBuffer> | null>
  writeDerived(sha256: string, name: string, bytes: Uint8Array): Promise<void>
  /** Throws where nothing could be stored now. Removes what an earlier, killed process left half written. */
  check(): Promise<void>
}
