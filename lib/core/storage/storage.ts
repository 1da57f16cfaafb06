import { fileURLToPath } from 'node:url'
import { env } from '#lib/core/env.ts'
import type { StorageDriver } from './driver.ts'
import { requireFreeSpace } from './free-space.ts'
import { createLocalDriver } from './local-driver.ts'
import { namingFailures } from './storage-failure.ts'

let chosen: StorageDriver | null = null

function driver(): StorageDriver {
  chosen ??= env.storageUrl === null ? createLocalDriver(env.dataDir) : createDriver(new URL(env.storageUrl))
  return chosen
}

function createDriver(url: URL): StorageDriver {
  if (url.protocol === 'file:') return createLocalDriver(fileURLToPath(url))
  throw new Error(`LEXAI_STORAGE_URL: ${url.protocol}// is no kind of storage that LexAI knows; use file://`)
}

/**
 * The one place where files are kept, the data folder or what LEXAI_STORAGE_URL names, chosen when it is first used. Its failures are
 * AppErrors: `storage.full`, also where a write would take from the reserve of LEXAI_STORAGE_RESERVE, `storage.unavailable` and
 * `storage.file_missing`.
 */
export const storage: StorageDriver = {
  async writer(options) {
    await requireFreeSpace()
    const writer = await namingFailures(() => driver().writer({ ...options, beforeWrite: requireFreeSpace }))
    return {
      ...writer,
      finish: () => namingFailures(writer.finish),
      commit: () => namingFailures(writer.commit),
      abort: () => namingFailures(writer.abort),
    }
  },
  read: (sha256, range) => namingFailures(() => driver().read(sha256, range)),
  size: (sha256) => namingFailures(() => driver().size(sha256)),
  delete: (sha256) => namingFailures(() => driver().delete(sha256)),
  withLocalFile: (sha256, use) => driver().withLocalFile(sha256, use),
  list: (minAgeMs) => driver().list(minAgeMs),
  readDerived: (sha256, name) => namingFailures(() => driver().readDerived(sha256, name)),
  async writeDerived(sha256, name, bytes) {
    await requireFreeSpace()
    await namingFailures(() => driver().writeDerived(sha256, name, bytes))
  },
  check: () => namingFailures(async () => driver().check()),
}
