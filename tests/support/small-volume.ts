import { type ChildProcess, spawn } from 'node:child_process'

/** An in-memory file system of a few megabytes. */
export type SmallVolume = { folder: string; unmount: () => void }

/**
 * Mounts a small volume in its own mount namespace, which most Linux systems allow an ordinary user. Its files are reached through
 * /proc of the process that holds the namespace. Null where that is not possible.
 */
export async function mountSmallVolume(megabytes: number): Promise<SmallVolume | null> {
  const script = `mount -t tmpfs -o size=${megabytes}m lexai /mnt && echo mounted && exec sleep infinity`
  const arguments_ = ['--user', '--map-root-user', '--mount', 'sh', '-c', script]
  const holder = spawn('unshare', arguments_, { stdio: ['ignore', 'pipe', 'ignore'] })
  if (!(await isMounted(holder))) return null
  return { folder: `/proc/${holder.pid}/root/mnt`, unmount: () => holder.kill('SIGKILL') }
}

function isMounted(holder: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    holder.once('error', () => resolve(false))
    holder.once('close', () => resolve(false))
    holder.stdout?.once('data', () => resolve(true))
  })
}
