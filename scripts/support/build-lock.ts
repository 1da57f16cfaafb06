import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** The holder updates the lock's mtime at this interval. After `staleMs` without an update, its process id was reused. */
const heartbeatMs = 2_000
const staleMs = 30_000
const pollMs = 200

/**
 * Acquires the exclusive lock in `folder` and returns the function that releases it. A lock whose holder was killed is taken over.
 *
 * The file with the highest number is the lock. It contains the holder's process id, or nothing if it was released. A process acquires the
 * lock by creating the next number, which only one process can do, and the newest file is never deleted. A lock that was just taken over
 * can therefore not be removed by another process (docs/decisions/the-build-lock-is-not-a-library.md).
 */
export async function acquireLock(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const lockFile = tryToAcquire(folder)
    if (lockFile === null) {
      await delay(pollMs)
      continue
    }
    const touch = () => existsSync(lockFile) && utimesSync(lockFile, new Date(), new Date())
    const heartbeat = setInterval(touch, heartbeatMs).unref()
    return () => {
      clearInterval(heartbeat)
      if (existsSync(lockFile)) writeFileSync(lockFile, '')
    }
  }
}

function tryToAcquire(folder: string): string | null {
  const last = listNumbers(folder).at(-1) ?? 0
  if (last > 0 && isHeld(path.join(folder, String(last)))) return null
  const next = path.join(folder, String(last + 1))
  if (!createFileAtomically(next, String(process.pid))) return null
  const numbers = listNumbers(folder)
  // Other processes have created and deleted this number already, so a higher one exists.
  if (numbers.at(-1) !== last + 1) {
    rmSync(next, { force: true })
    return null
  }
  for (const number of numbers.slice(0, -1)) rmSync(path.join(folder, String(number)), { force: true })
  return next
}

function listNumbers(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
}

function isHeld(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (pid === 0 || Date.now() - statSync(file).mtimeMs > staleMs) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Creates a file together with its content. Returns false if it exists. */
function createFileAtomically(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
