import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const module = path.resolve(import.meta.dirname, '../../scripts/support/shutdown.ts')

/** A server on which `/reject` causes an unhandled rejection and `/throw` an uncaught exception. */
const script = `
  import { createServer } from 'node:http'
  import { shutDownInOrder } from ${JSON.stringify(module)}
  shutDownInOrder(() => [[() => new Promise(() => {})], [async () => console.log('closed')]].slice(process.env.HANGS ? 0 : 1), 100)
  const server = createServer((request, response) => {
    if (request.url === '/reject') void Promise.reject(new RangeError('Invalid string length'))
    if (request.url === '/throw') setImmediate(() => { throw new Error('thrown in a callback') })
    response.end('answered')
  })
  server.listen(0, () => console.log(String(server.address().port)))`

async function startServer(env: Record<string, string> = {}) {
  const options = { env: { ...process.env, ...env } }
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], options)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  await expect.poll(() => output).toMatch(/^\d+$/m)
  return { child, url: `http://localhost:${/^\d+$/m.exec(output)?.[0]}`, output: () => output }
}

test('An unhandled rejection is logged, and other requests are answered', async () => {
  const { child, url, output } = await startServer()
  expect(await (await fetch(`${url}/reject`)).text()).toBe('answered')
  await expect.poll(output).toContain('Invalid string length')
  expect(await (await fetch(`${url}/next`)).text()).toBe('answered')
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
})

test('An uncaught exception shuts the process down in order', async () => {
  const { child, url, output } = await startServer()
  const exit = once(child, 'exit')
  await fetch(`${url}/throw`).catch(() => {})
  expect((await exit)[0]).toBe(1)
  expect(output()).toContain('closed')
})

test('A shutdown step that hangs does not prevent the following steps', async () => {
  const { child, output } = await startServer({ HANGS: 'yes' })
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(1)
  expect(output()).toContain('closed')
})
