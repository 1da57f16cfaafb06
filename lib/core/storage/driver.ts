import type { Writable } from 'node:stream'

/** A byte range of a file: first and last byte, both inclusive, as in RFC 9110. */
export type ByteRange = { start: number; end: number }

/** A completely written file: its digest, which is its name, and its size. */
export type StoredBlob = { sha256: string; bytes: number }

export type WriterOptions = {
  /** The stream takes ownership of the chunks: their buffers are detached after the write and must not be used again. */
  transfersOwnership?: boolean
  /** Called before each write to the disk; an error that it throws destroys the stream. */
  beforeWrite?: () => Promise<void>
}

/**
 * A file that is being written. Its bytes go to `stream`, which hashes them and keeps at most a few MiB pending. The file gets its name
 * on `commit`. Every code path must end a writer with `commit` or `abort`.
 */
export type BlobWriter = {
  stream: Writable
  /** Ends the stream and waits until all bytes are synced to disk. Idempotent. */
  finish(): Promise<StoredBlob>
  /** `finish`, then stores the file under its SHA-256 atomically: a reader sees the whole file or none. */
  commit(): Promise<StoredBlob>
  /** Deletes the bytes. No effect after `commit`; idempotent. */
  abort(): Promise<void>
}

/**
 * A backend for files. Blobs are named by the SHA-256 of their bytes (64 hex digits). Derived files, such as page images, belong to a blob,
 * can be regenerated, and are deleted with it; the caller chooses their names in kebab-case.
 */
export type StorageDriver = {
  writer(options?: WriterOptions): Promise<BlobWriter>
  /** The bytes, or a range of them, as a stream that stops reading when it is cancelled. Throws ENOENT if the blob does not exist. */
  read(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /** Size in bytes, or null if the blob does not exist. */
  size(sha256: string): Promise<number | null>
  /** Deletes the blob and its derived files. No effect if the blob does not exist. */
  delete(sha256: string): Promise<void>
  /**
   * Calls `use` with the path of a file on this machine that holds the blob's bytes; a driver that stores them elsewhere copies them. The path
   * is valid until the promise of `use` settles. What `use` throws is passed on; a file that is missing is noticed by `use`, as ENOENT.
   */
  withLocalFile<Result>(sha256: string, use: (path: string) => Promise<Result>): Promise<Result>
  /** The names of the blobs that are at least `minAgeMs` old. */
  list(minAgeMs: number): AsyncIterable<string>
  readDerived(sha256: string, name: string): Promise<Buffer<ArrayBuffer> | null>
  writeDerived(sha256: string, name: string, bytes: Uint8Array): Promise<void>
  /** Throws if storage is not writable. Deletes incomplete files of killed processes. */
  check(): Promise<void>
}
