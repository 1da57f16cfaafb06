import { fileURLToPath } from 'node:url'
import { env } from '#lib/core/env.ts'
import type { StorageDriver } from './driver.ts'
import { createLocalDriver } from './local-driver.ts'

let chosen: StorageDriver | null = null

function driver(): StorageDriver {
  chosen ??= env.storageUrl === null ? createLocalDriver(env.dataDir) : createDriver(new URL(env.storageUrl))
  return chosen
}

function createDriver(url: URL): StorageDriver {
  if (url.protocol === 'file:') return createLocalDriver(fileURLToPath(url))
  throw new Error(`LEXAI_STORAGE_URL: ${url.protocol}// is no kind of storage that LexAI knows; use file://`)
}

/** The one place where files are kept, the data folder or what LEXAI_STORAGE_URL names, chosen when it is first used. */
export const storage: StorageDriver = {
  writer: (options) => driver().writer(options),
  read: (sha256, range) => driver().read(sha256, range),
  size: (sha256) => driver().size(sha256),
  delete: (sha256) => driver().delete(sha256),
  localPath: (sha256) => driver().localPath(sha256),
  list: (minAgeMs) => driver().list(minAgeMs),
  readDerived: (sha256, name) => driver().readDerived(sha256, name),
  writeDerived: (sha256, name, bytes) => driver().writeDerived(sha256, name, bytes),
  check: async () => driver().check(),
}
