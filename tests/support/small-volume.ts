import { type ChildProcess, spawn } from 'node:child_process'

/** A file system of a few megabytes, in memory. */
export type SmallVolume = { folder: string; unmount: () => void }

/**
 * Mounts one in a mount namespace of its own, which an ordinary user may make on most Linux systems; its files are reached through
 * the process that holds the namespace. Null where that is not possible.
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
