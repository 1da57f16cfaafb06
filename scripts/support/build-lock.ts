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

/** A holder says this often that it lives; one that has been silent for longer is gone, though its number may be another's by now. */
const beatMs = 2_000
const silentMs = 30_000
const lookMs = 200

/**
 * Waits until this process alone holds the lock kept in `folder`, and gives the function that lets go of it. A holder that was
 * killed holds nothing.
 *
 * The lock is the file with the highest number: it names its holder, or nobody. It is never removed, only followed by the next
 * number, which one process alone can make: so nobody can take a lock away that was taken over a moment ago.
 */
export async function takeLock(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const mine = tryToTake(folder)
    if (mine === null) {
      await delay(lookMs)
      continue
    }
    const beat = setInterval(() => existsSync(mine) && utimesSync(mine, new Date(), new Date()), beatMs).unref()
    return () => {
      clearInterval(beat)
      if (existsSync(mine)) writeFileSync(mine, '')
    }
  }
}

function tryToTake(folder: string): string | null {
  const last = listNumbers(folder).at(-1) ?? 0
  if (last > 0 && isHeld(path.join(folder, String(last)))) return null
  const next = path.join(folder, String(last + 1))
  if (!createWhole(next, String(process.pid))) return null
  const numbers = listNumbers(folder)
  // Another was quicker by more than one: this number had been cleared away.
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
    if (pid === 0 || Date.now() - statSync(file).mtimeMs > silentMs) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Makes a file that has its content from the first moment; false where there is one already. */
function createWhole(file: string, content: string): boolean {
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
