import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { acquireLock } from '#scripts/support/build-lock.ts'

const module = path.resolve(import.meta.dirname, '../../scripts/support/build-lock.ts')

/** A process that takes the lock, says so, and holds it until it is ended. */
async function holdElsewhere(folder: string): Promise<ChildProcess> {
  const script = `import { acquireLock } from ${JSON.stringify(module)}
    await acquireLock(process.argv[1]); console.log('taken'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder])
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('one at a time has the lock, also when many want it at once', async () => {
  const folder = test.info().outputPath('lock')
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const release = await acquireLock(folder)
      most = Math.max(most, ++inside)
      await new Promise((done) => setImmediate(done))
      inside--
      release()
    }),
  )
  expect(most).toBe(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('another process is waited for while it lives, and killed holds nothing', async () => {
  const folder = test.info().outputPath('lock')
  const holder = await holdElsewhere(folder)
  let isTaken = false
  const taking = acquireLock(folder).then((release) => {
    isTaken = true
    return release
  })
  await new Promise((done) => setImmediate(done))
  expect(isTaken).toBe(false)
  await kill(holder)
  const release = await taking
  release()
})

test('a number that has become another process’s holds nothing once it is silent', async () => {
  const folder = test.info().outputPath('lock')
  const holder = await holdElsewhere(folder)
  const [name = ''] = readdirSync(folder)
  await kill(holder)
  const file = path.join(folder, name)
  writeFileSync(file, String(process.ppid))
  utimesSync(file, new Date(0), new Date(0))
  const release = await acquireLock(folder)
  release()
})
