import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'

const pidFile = 'postmaster.pid'

/** A running PostgreSQL server. `socketDir` is null until it listens. */
export type Postmaster = { pid: number; socketDir: string | null }

/** The PostgreSQL server that runs on this cluster, from its postmaster.pid; null if there is none or the file is stale. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const lines = readLines(clusterDir, pidFile)
  const pid = Number(lines[0])
  if (!pid || !isPostmaster(pid, clusterDir)) return null
  return { pid, socketDir: lines[4] || null }
}

/**
 * Deletes the lock files of a killed PostgreSQL. PostgreSQL does so itself, but not if another process has the same id now, which is
 * likely in containers, or if the killed process is still a zombie.
 */
export function removeStaleLocks(clusterDir: string): void {
  const locks = readdirSync(clusterDir).filter((name) => name === pidFile || /^\.s\.PGSQL\.\d+\.lock$/.test(name))
  for (const name of locks) {
    const pid = Number(readLines(clusterDir, name)[0])
    if (pid && !isPostmaster(pid, clusterDir)) rmSync(path.join(clusterDir, name), { force: true })
  }
}

/** Whether this process is a PostgreSQL server of this cluster, by its working directory. Without /proc, any live process counts as one. */
export function isPostmaster(pid: number, clusterDir: string): boolean {
  try {
    process.kill(pid, 0)
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === 'kill') return code === 'EPERM'
    // A zombie process has no working directory.
    return !(code === 'ENOENT' && existsSync('/proc/self'))
  }
}

function readLines(clusterDir: string, name: string): string[] {
  try {
    return readFileSync(path.join(clusterDir, name), 'utf8').split('\n')
  } catch {
    return []
  }
}
