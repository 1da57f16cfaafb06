import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { takeLock } from '#scripts/support/build-lock.ts'

const module = path.resolve(import.meta.dirname, '../../scripts/support/build-lock.ts')

/** Starts a process that acquires the lock, reports it, and holds it until it is ended. */
async function startLockHolder(folder: string): Promise<ChildProcess> {
  const script = `import { takeLock } from ${JSON.stringify(module)}
    await takeLock(process.argv[1]); console.log('taken'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder])
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('Only one holder has the lock at a time, also with many concurrent attempts', async () => {
  const folder = test.info().outputPath('lock')
  let inside = 0
  let maxHolders = 0
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const release = await takeLock(folder)
      maxHolders = Math.max(maxHolders, ++inside)
      await new Promise((done) => setImmediate(done))
      inside--
      release()
    }),
  )
  expect(maxHolders).toBe(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('The lock of a running process is waited for, and that of a killed process is released', async () => {
  const folder = test.info().outputPath('lock')
  const holder = await startLockHolder(folder)
  let isTaken = false
  const taking = takeLock(folder).then((release) => {
    isTaken = true
    return release
  })
  await new Promise((done) => setImmediate(done))
  expect(isTaken).toBe(false)
  await kill(holder)
  const release = await taking
  release()
})

test('A lock whose process id was reused by another process expires without heartbeats', async () => {
  const folder = test.info().outputPath('lock')
  const holder = await startLockHolder(folder)
  const [name = ''] = readdirSync(folder)
  await kill(holder)
  const file = path.join(folder, name)
  writeFileSync(file, String(process.ppid))
  utimesSync(file, new Date(0), new Date(0))
  const release = await takeLock(folder)
  release()
})
