import { fileURLToPath } from 'node:url'
import { env } from '#lib/core/env.ts'
import type { StorageDriver } from './driver.ts'
import { requireFreeSpace } from './free-space.ts'
import { createLocalDriver } from './local-driver.ts'
import { withStorageErrors } from './storage-failure.ts'

let selected: StorageDriver | null = null

function driver(): StorageDriver {
  selected ??= env.storageUrl === null ? createLocalDriver(env.dataDir) : createDriver(new URL(env.storageUrl))
  return selected
}

function createDriver(url: URL): StorageDriver {
  if (url.protocol === 'file:') return createLocalDriver(fileURLToPath(url))
  throw new Error(`LEXAI_STORAGE_URL: ${url.protocol}// is not a supported storage protocol; use file://`)
}

/**
 * The application's file storage: LEXAI_STORAGE_URL, or the data folder. The driver is created on first use. Throws AppErrors:
 * `storage.full`, also if a write would use the reserve (LEXAI_STORAGE_RESERVE), `storage.unavailable` and `storage.file_missing`.
 */
export const storage: StorageDriver = {
  async writer(options) {
    await requireFreeSpace()
    const writer = await withStorageErrors(() => driver().writer({ ...options, beforeWrite: requireFreeSpace }))
    return {
      ...writer,
      finish: () => withStorageErrors(writer.finish),
      commit: () => withStorageErrors(writer.commit),
      abort: () => withStorageErrors(writer.abort),
    }
  },
  read: (sha256, range) => withStorageErrors(() => driver().read(sha256, range)),
  size: (sha256) => withStorageErrors(() => driver().size(sha256)),
  delete: (sha256) => withStorageErrors(() => driver().delete(sha256)),
  withLocalFile: (sha256, use) => driver().withLocalFile(sha256, use),
  list: (minAgeMs) => driver().list(minAgeMs),
  readDerived: (sha256, name) => withStorageErrors(() => driver().readDerived(sha256, name)),
  async writeDerived(sha256, name, bytes) {
    await requireFreeSpace()
    await withStorageErrors(() => driver().writeDerived(sha256, name, bytes))
  },
  check: () => withStorageErrors(async () => driver().check()),
}
