import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { applicationUrl } from '#lib/core/db/application-role.ts'
import { findFreePort } from '#tests/support/global-setup.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { ownerPassword, ownerUrl, testRun, workerIndex } from '#tests/support/test-run.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** Only the data folder is set: PostgreSQL and the secrets are the server's own. */
const withoutSettings = { DATABASE_URL: undefined, AUTH_SECRET: undefined, LEXAI_ADMIN_PASSWORD: undefined }

let dataDir = ''
const running: Instance[] = []
test.describe.configure({ mode: 'serial', timeout: 90_000 })
test.skip(Boolean(process.env.LEXAI_TEST_DEV), 'LEXAI_TEST_DEV is set, and the test starts the built app')
test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lexai-start-'))
})
test.afterAll(async () => {
  await Promise.all(running.map((instance) => instance.stop()))
  await rm(dataDir, { recursive: true, force: true })
})

async function start(changes: Record<string, string | undefined> = {}): Promise<Instance> {
  const instance = await startInstance({ ...withoutSettings, LEXAI_DATA_DIR: dataDir, ...changes })
  running.push(instance)
  return instance
}

async function isReady(instance: Instance): Promise<boolean> {
  return (await fetch(`${instance.baseUrl}/api/v1/ready`).catch(() => null))?.ok === true
}

async function postmaster(): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Runs the script of `npm start`, which is expected to exit by itself. */
async function failToStart(env: Record<string, string>): Promise<{ code: number; lines: string[] }> {
  const script = path.join(root, 'scripts/start.ts')
  const port = String(await findFreePort())
  const base = { PATH: process.env.PATH, HOME: process.env.HOME, LEXAI_DIST_DIR: process.env.LEXAI_DIST_DIR }
  const child = spawn(process.execPath, [script], { cwd: root, env: { ...base, PORT: port, ...env } as never })
  let text = ''
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const [code] = await once(child, 'close')
  return { code, lines: text.trim().split('\n') }
}

test('The first start creates the data folder with owner-only permissions and prints the password once', async () => {
  const first = await start()
  expect(await isReady(first)).toBe(true)
  expect(first.output()).toMatch(/Sign in as +admin@example\.com\n +Password +\S{20}\n/)
  for (const [name, mode] of [
    ['.', 0o700],
    ['secrets.json', 0o600],
    ['postgres', 0o700],
  ] as const) {
    expect((await stat(path.join(dataDir, name))).mode & 0o777, name).toBe(mode)
  }
})

test('A second process on the same data folder exits with one line and does not affect the first', async () => {
  const { code, lines } = await failToStart({ LEXAI_DATA_DIR: dataDir })
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`already running on ${dataDir} (process ${running[0]?.pid})`)
  expect(await isReady(running[0] as Instance)).toBe(true)
})

test('Ctrl-C stops the server and PostgreSQL, and the next start keeps the data', async () => {
  const database = await postmaster()
  expect(await running.pop()?.stop('SIGINT')).toBe(0)
  expect(isRunning(database)).toBe(false)

  const secrets = await readFile(path.join(dataDir, 'secrets.json'), 'utf8')
  const again = await start()
  expect(again.output()).not.toContain('Password')
  expect(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets)
})

test('After kill -9 of the server the next start uses the PostgreSQL that is still running', async () => {
  const database = await postmaster()
  await running.pop()?.stop('SIGKILL')
  expect(isRunning(database)).toBe(true)
  expect(await isReady(await start())).toBe(true)
  expect(await postmaster()).toBe(database)
})

test('The server recovers each time PostgreSQL is killed', async () => {
  const [instance] = running
  for (let round = 0; round < 2; round++) {
    const killedPid = await postmaster()
    process.kill(killedPid, 'SIGKILL')
    // Waits for the new process to report that it is ready; a response may still come from the old one.
    const isRecovered = async () =>
      (await postmaster().catch(() => killedPid)) !== killedPid && isReady(instance as Instance)
    await expect.poll(isRecovered, { timeout: 20_000 }).toBe(true)
  }
})

test('After kill -9 of the server and PostgreSQL the next start recovers', async () => {
  const database = await postmaster()
  const instance = running.pop()
  process.kill(database, 'SIGKILL')
  await instance?.stop('SIGKILL')
  const again = await start()
  expect(await isReady(again)).toBe(true)
  expect(await again.stop('SIGTERM')).toBe(0)
  running.pop()
})

test('A data folder whose path is too long for a Unix socket works', async () => {
  const long = path.join(dataDir, 'a-name-that-is-long'.repeat(6))
  const instance = await start({ LEXAI_DATA_DIR: long })
  expect(await isReady(instance)).toBe(true)
  await instance.stop()
  running.pop()
})

test('Each invalid setting is reported in one line without its value', async () => {
  const secret = 'hunter2-hunter2'
  const { code, lines } = await failToStart({ LEXAI_SIGNUP: 'maybe', AUTH_SECRET: secret, AUTH_URL: 'lexai' })
  expect(code).toBe(1)
  expect(lines.slice(1)).toEqual([
    '  AUTH_URL must be an origin such as https://lexai.example.com',
    '  AUTH_SECRET must be secrets of 32 characters or more, separated by commas',
    '  LEXAI_SIGNUP must be "invite" or "open"',
  ])
  expect(lines.join('\n')).not.toContain(secret)
})

for (const [name, value, line] of [
  ['LEXAI_TRUST_PROXY', '10.0.0.0/99', 'must be addresses or networks, such as 10.0.0.1 or 10.0.0.0/8'],
  ['LEXAI_TRUST_PROXY', '10.1', 'must be addresses or networks, such as 10.0.0.1 or 10.0.0.0/8'],
  ['DATABASE_URL', 'postgresql://lexai:%ff@host/lexai', 'must be a PostgreSQL address'],
  ['DATABASE_URL', 'postgresql://host:port/lexai', 'must be a PostgreSQL address'],
  ['SMTP_URL', 'smtp://mail:port', 'must be an address such as smtp://user:password@host:587'],
  ['LEXAI_STORAGE_URL', 'file://%00', 'must be the file:// URL of a folder'],
] as const) {
  test(`The start is refused in one line with ${name}=${value}`, async () => {
    const { code, lines } = await failToStart({ LEXAI_DATA_DIR: dataDir, [name]: value })
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.anything(), expect.stringContaining(`  ${name} ${line}`)],
    })
  })
}

test('A database host that accepts connections but does not respond is reported in one line', async () => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const url = `postgresql://lexai:secret@127.0.0.1:${port}/lexai?connect_timeout=1`
  const { code, lines } = await failToStart({ LEXAI_DATA_DIR: dataDir, DATABASE_URL: url })
  for (const socket of sockets) socket.destroy()
  silent.close()
  expect({ code, lines }).toMatchObject({ code: 1, lines: [expect.stringContaining('did not answer in time')] })
})

test('With the owner’s connection configured, DATABASE_URL may name a role without privileges', async () => {
  const run = testRun()
  const name = `granted_${workerIndex()}`
  const owner = new pg.Client({ connectionString: run.postgresUrl })
  await owner.connect()
  await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await owner.query(`CREATE DATABASE ${name}`)
  await owner.end()
  const ownerAddress = ownerUrl(run, name)
  const databaseUrl = applicationUrl(ownerAddress, ownerPassword)
  const instance = await start({ DATABASE_URL: databaseUrl, LEXAI_DATABASE_OWNER_URL: ownerAddress })
  expect(await isReady(instance)).toBe(true)
  await instance.stop()
  running.pop()
})

test('A data folder without write permission is reported in one line', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lexai-read-only-'))
  const secret = 'x'.repeat(32)
  await writeFile(path.join(folder, 'secrets.json'), JSON.stringify({ authSecret: secret, databasePassword: secret }))
  // No folder is read-only for root, so a file takes the place of the folder to be created.
  await writeFile(path.join(folder, 'postgres'), 'no folder')
  const { code, lines } = await failToStart({ LEXAI_DATA_DIR: folder })
  await rm(folder, { recursive: true })
  expect({ code, lines }).toMatchObject({
    code: 1,
    lines: [expect.stringContaining(`data folder ${folder} cannot be`)],
  })
})

test('A port in use and an unreachable database are reported in one line', async () => {
  const url = 'postgresql://nobody@127.0.0.1:1/nothing'
  const without = await failToStart({ LEXAI_DATA_DIR: dataDir, DATABASE_URL: url })
  expect(without).toMatchObject({ code: 1, lines: [expect.stringContaining('Cannot connect to DATABASE_URL')] })

  const port = new URL(process.env.AUTH_URL ?? '').port
  const holder = createServer().listen(Number(port))
  await once(holder, 'listening')
  const portInUse = await failToStart({ LEXAI_DATA_DIR: dataDir, PORT: port })
  holder.close()
  expect(portInUse).toMatchObject({ code: 1, lines: [expect.stringContaining(`port ${port} is taken`)] })
})

test('An unusable storage is reported in one line with its setting', async () => {
  const env = { LEXAI_DATA_DIR: dataDir, LEXAI_STORAGE_URL: 'file:///dev/null/files' }
  const { code, lines } = await failToStart(env)
  expect({ code, lines }).toMatchObject({ code: 1, lines: [expect.stringContaining('LEXAI_STORAGE_URL leads to no')] })
})

test('The database refuses to update or delete audit events', async () => {
  const instance = await start()
  const { databasePassword } = JSON.parse(await readFile(path.join(dataDir, 'secrets.json'), 'utf8'))
  const host = path.join(dataDir, 'postgres')
  const client = new pg.Client({ host, user: 'lexai', database: 'lexai', password: databasePassword })
  await client.connect()
  for (const sql of [`UPDATE "AuditEvent" SET action = ''`, 'DELETE FROM "AuditEvent"', 'TRUNCATE "AuditEvent"']) {
    await expect(client.query(sql), sql).rejects.toThrow('append-only')
  }
  await client.end()
  await instance.stop()
  running.pop()
})
