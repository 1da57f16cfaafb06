import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** A file that nobody has written to for this long is nobody's: a silent upload is ended long before. */
const abandonedAfterMs = 30 * 60_000

/**
 * Makes a folder for half-written files that belongs to this process alone, and removes those of processes that are gone.
 * The name says whose it is (host, process), because several processes, on several machines, may share one data folder.
 */
export async function openTemporaryFolder(root: string): Promise<string> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  await removeAbandoned(root)
  const folder = join(root, `${hostname()}~${process.pid}~${randomBytes(6).toString('hex')}`)
  await mkdir(folder, { mode: 0o700 })
  return folder
}

/** Removes folders of processes that no longer run on this machine, and files that have lain untouched for half an hour. */
export async function removeAbandoned(root: string): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(root, entry.name)
    if (entry.isDirectory() && !isOwnerGone(entry.name)) await removeUntouchedFiles(path)
    else await rm(path, { recursive: true, force: true })
  }
}

async function removeUntouchedFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const touchedAt = await stat(path).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - touchedAt > abandonedAfterMs) await rm(path, { force: true })
  }
}

function isOwnerGone(folderName: string): boolean {
  const [host, pid] = folderName.split('~')
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
