import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** A file without writes for this long is abandoned: stalled uploads time out long before. */
const abandonedAfterMs = 30 * 60_000

/**
 * Creates a folder for incomplete files that only this process uses, and deletes the folders of dead processes. The name contains host
 * and process id, because several processes on several machines may share one data folder.
 */
export async function openTemporaryFolder(root: string): Promise<string> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  await deleteAbandonedFiles(root)
  const folder = join(root, `${hostname()}~${process.pid}~${randomBytes(6).toString('hex')}`)
  await mkdir(folder, { mode: 0o700 })
  return folder
}

/** Deletes the folders of dead processes of this machine, and files that have not been modified for half an hour. */
export async function deleteAbandonedFiles(root: string): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(root, entry.name)
    if (entry.isDirectory() && !isOwnerDead(entry.name)) await deleteUntouchedFiles(path)
    else await rm(path, { recursive: true, force: true })
  }
}

async function deleteUntouchedFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const modifiedAt = await stat(path).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - modifiedAt > abandonedAfterMs) await rm(path, { force: true })
  }
}

function isOwnerDead(folderName: string): boolean {
  const [host, pid] = folderName.split('~')
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
