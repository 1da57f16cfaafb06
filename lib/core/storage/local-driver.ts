import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { BlobWriter, ByteRange, StorageDriver, StoredBlob, WriterOptions } from './driver.ts'
import { HashingFileStream } from './hashing-file-stream.ts'
import { deleteAbandonedFiles, openTemporaryFolder } from './temporary-folder.ts'

const readChunkBytes = 256 * 1024
const cleanUpIntervalMs = 10 * 60_000

/** Stores files in a local folder that only its owner can read: `blobs/ab/cd/<sha256>`, `derived/ab/cd/<sha256>/<name>`, `tmp/`. */
export function createLocalDriver(root: string): StorageDriver {
  const temporaryRoot = join(root, 'tmp')
  let temporaryFolder: Promise<string> | null = null

  function blobPath(sha256: string): string {
    return join(root, 'blobs', ...shard(sha256))
  }
  function derivedFolder(sha256: string): string {
    return join(root, 'derived', ...shard(sha256))
  }
  async function temporaryPath(): Promise<string> {
    temporaryFolder ??= openTemporaryFolder(temporaryRoot).then(
      (folder) => {
        setInterval(() => void deleteAbandonedFiles(temporaryRoot), cleanUpIntervalMs).unref()
        return folder
      },
      (error: unknown) => {
        temporaryFolder = null
        throw error
      },
    )
    return join(await temporaryFolder, randomBytes(12).toString('hex'))
  }

  return {
    writer: async (options) => createWriter(await temporaryPath(), blobPath, options),

    async read(sha256, range) {
      const file = await open(blobPath(sha256), constants.O_RDONLY)
      return createReadStream(file, range)
    },

    async size(sha256) {
      const found = await stat(blobPath(sha256)).catch(orNull)
      return found?.size ?? null
    },

    async delete(sha256) {
      await rm(blobPath(sha256), { force: true })
      await rm(derivedFolder(sha256), { recursive: true, force: true })
    },

    withLocalFile: async (sha256, use) => use(blobPath(sha256)),

    async *list(minAgeMs) {
      const files = await readdir(join(root, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => [])
      for (const file of files) {
        if (!file.isFile()) continue
        const found = await stat(join(file.parentPath, file.name)).catch(orNull)
        if (found && Date.now() - found.mtimeMs >= minAgeMs) yield file.name
      }
    },

    readDerived: (sha256, name) => readFile(join(derivedFolder(sha256), name)).catch(orNull),

    async writeDerived(sha256, name, bytes) {
      const temporary = await temporaryPath()
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes).finally(() => file.close())
        await mkdir(derivedFolder(sha256), { recursive: true, mode: 0o700 })
        await rename(temporary, join(derivedFolder(sha256), name))
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },

    async check() {
      const probe = await temporaryPath()
      const file = await open(probe, 'wx', 0o600)
      // One byte, because an empty file can be created even on a full disk.
      const written = file.writeFile('.').finally(() => file.close())
      await written.finally(() => rm(probe, { force: true }))
    },
  }
}

async function createWriter(
  temporary: string,
  pathOf: (sha256: string) => string,
  options?: WriterOptions,
): Promise<BlobWriter> {
  const file = await open(temporary, 'wx', 0o600)
  const stream = new HashingFileStream(file, options)
  const ended = finished(stream)
  ended.catch(() => {})
  let finishing: Promise<StoredBlob> | null = null
  let isCommitted = false

  async function endAndClose(): Promise<StoredBlob> {
    stream.end()
    await ended
    await file.close()
    return stream.result
  }
  function finish(): Promise<StoredBlob> {
    finishing ??= endAndClose()
    return finishing
  }

  return {
    stream,
    finish,
    async commit() {
      const stored = await finish()
      const path = pathOf(stored.sha256)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(temporary, path)
      isCommitted = true
      await syncFolder(dirname(path))
      return stored
    },
    async abort() {
      if (isCommitted) return
      stream.destroy()
      await stream.waitForPendingWrite()
      await file.close().catch(() => {})
      await rm(temporary, { force: true })
    },
  }
}

/** Reads a chunk per pull (backpressure), and closes the file at its end, on an error and on cancellation. */
function createReadStream(
  file: Awaited<ReturnType<typeof open>>,
  range: ByteRange | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = range?.start ?? 0
  const end = range ? range.end + 1 : Number.POSITIVE_INFINITY
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const length = Math.min(readChunkBytes, end - position)
        const chunk = Buffer.allocUnsafeSlow(length)
        const { bytesRead } = await file.read(chunk, 0, length, position).catch(async (error: unknown) => {
          await file.close()
          throw error
        })
        position += bytesRead
        if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead))
        if (bytesRead < length || position >= end) {
          await file.close()
          controller.close()
        }
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 1 },
  )
}

/** A rename survives a power failure only if the folder is synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  await folder.sync().finally(() => folder.close())
}

/** Two levels of folders keep each folder small. The check prevents path traversal. */
function shard(sha256: string): [string, string, string] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return [sha256.slice(0, 2), sha256.slice(2, 4), sha256]
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
