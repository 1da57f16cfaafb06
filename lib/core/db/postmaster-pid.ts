import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'

const pidFile = 'postmaster.pid'

/** A running PostgreSQL: its process, and where it listens; both null until it has said so. */
export type Postmaster = { pid: number; port: number | null; socketDir: string | null }

/** The PostgreSQL that runs on this folder, or null; a left-over file names none. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const lines = readLines(clusterDir, pidFile)
  const pid = Number(lines[0])
  if (!pid || !isPostmaster(pid, clusterDir)) return null
  return { pid, port: Number(lines[3]) || null, socketDir: lines[4] || null }
}

/**
 * Removes the lock files that a killed PostgreSQL left behind. It does so itself, but not while another program has the old process
 * id (in containers it soon does), nor before the system has noticed that it ended.
 */
export function removeStaleLocks(clusterDir: string): void {
  const locks = readdirSync(clusterDir).filter((name) => name === pidFile || /^\.s\.PGSQL\.\d+\.lock$/.test(name))
  for (const name of locks) {
    const pid = Number(readLines(clusterDir, name)[0])
    if (pid && !isPostmaster(pid, clusterDir)) rmSync(path.join(clusterDir, name), { force: true })
  }
}

/** Whether this process is a PostgreSQL on this folder, in which it works. Where the system does not tell, a living process is taken for one. */
export function isPostmaster(pid: number, clusterDir: string): boolean {
  try {
    process.kill(pid, 0)
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === 'kill') return code === 'EPERM'
    // One that has ended and waits to be noticed works nowhere any more.
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
