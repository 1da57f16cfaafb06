import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { admin } from '#tests/support/test-run.ts'

type Listed = { id: string; title: string; sha256: string; status: string }

let folder = ''
let lexai: Instance
const running: Instance[] = []
test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.skip(Boolean(process.env.LEXAI_TEST_DEV), 'LEXAI_TEST_DEV is set, and the test starts the built app')
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lexai-backup-'))
  lexai = await start('live')
})
test.afterAll(async () => {
  await Promise.all(running.map((instance) => instance.stop()))
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => path.join(folder, name)
const settings = (dataDir: string) => ({ DATABASE_URL: undefined, AUTH_SECRET: undefined, LEXAI_DATA_DIR: at(dataDir) })

async function start(dataDir: string): Promise<Instance> {
  const instance = await startInstance(settings(dataDir))
  running.push(instance)
  return instance
}

async function signInAsAdmin(instance: Instance): Promise<Api> {
  const { accessToken } = await (await (await createApiClient(instance.baseUrl, null)).post('/sessions', admin)).json()
  return createApiClient(instance.baseUrl, { accessToken })
}

async function npm(script: string, file: string, dataDir: string): Promise<{ code: number; output: string }> {
  const env = { ...process.env, ...settings(dataDir) }
  const child = spawn('npm', ['run', '--silent', script, '--', file], { env, shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

async function listAll(api: Api): Promise<Listed[]> {
  return (await (await api.get('/documents?limit=200')).json()).items
}

/** Runs SQL statements as the owner of the database of a data folder. */
async function query(dataDir: string, ...statements: string[]): Promise<pg.QueryResult[]> {
  const { databasePassword: password } = JSON.parse(await readFile(path.join(at(dataDir), 'secrets.json'), 'utf8'))
  const host = path.join(at(dataDir), 'postgres')
  const client = new pg.Client({ host, user: 'lexai', database: 'lexai', password })
  await client.connect()
  const results: pg.QueryResult[] = []
  for (const statement of statements) results.push(await client.query(statement))
  await client.end()
  return results
}

test('A backup made during concurrent writes restores every document and file, after the server and its database were killed', async () => {
  const live = await signInAsAdmin(lexai)
  for (let n = 0; n < 3; n++) await uploadPdf(live, { title: `Before ${n}`, pages: [{ lines: [`Delaware ${n}`] }] })
  const before = await listAll(live)
  let isWriting = true
  const writing = (async () => {
    for (let n = 0; isWriting; n++) await uploadPdf(live, { title: `During ${n}`, pages: [{ lines: [`During ${n}`] }] })
  })()
  // A transaction that is open when the backup starts is in no table of the backup.
  const backup = await npm('backup', at('backup.tar'), 'live')
  isWriting = false
  await writing
  expect(backup.output).toContain('stored files')
  expect(backup.code).toBe(0)
  const after = await listAll(live)
  await running.pop()?.stop('SIGKILL')

  expect((await npm('restore', at('backup.tar'), 'restored')).output).toContain('Restored the backup of')
  const restored = await signInAsAdmin(await start('restored'))
  await expect.poll(async () => (await listAll(restored)).every(({ status }) => status === 'ready')).toBe(true)
  const found = await listAll(restored)
  const titles = (documents: Listed[]) => documents.map(({ title, sha256 }) => `${title} ${sha256}`)
  expect(titles(found)).toEqual(expect.arrayContaining(titles(before)))
  expect(titles(after)).toEqual(expect.arrayContaining(titles(found)))
  for (const { id, sha256 } of found) {
    const bytes = await (await restored.get(`/documents/${id}/content`)).bytes()
    expect(hash('sha256', bytes)).toBe(sha256)
  }
  const hits = await (await restored.get('/search?q=delaware')).json()
  expect(hits.total).toBe(3)
  expect((await uploadPdf(restored, { title: 'Afterwards' })).status).toBe('ready')
})

test('A restore into a folder that is not empty, or from a damaged backup, is refused and changes nothing', async () => {
  const full = await npm('restore', at('backup.tar'), 'restored')
  expect([full.code, full.output]).toEqual([1, expect.stringContaining('is not empty')])
  const bytes = await readFile(at('backup.tar'))
  await writeFile(at('short.tar'), bytes)
  await truncate(at('short.tar'), Math.floor(bytes.byteLength * 0.7))
  await writeFile(at('other.tar'), 'This is no archive')
  for (const name of ['short.tar', 'other.tar', 'missing.tar']) {
    const { code, output } = await npm('restore', at(name), 'none')
    expect([code, output.trim().split('\n')], name).toEqual([1, [expect.stringContaining('LexAI cannot go on')]])
  }
  expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([])
})

test('A start on a copy of a running data folder logs a warning, and is refused where the copy is damaged', async () => {
  const instance = running.at(-1) as Instance
  const api = await signInAsAdmin(instance)
  await query('restored', 'CHECKPOINT')
  const [{ rows }] = (await query('restored', `SELECT pg_relation_filepath('"Document_pkey"') AS file`)) as [
    pg.QueryResult,
  ]
  const index = path.join('postgres', rows[0].file)
  const earlier = await readFile(path.join(at('restored'), index))
  for (let n = 0; n < 3; n++) await uploadPdf(api, { title: `Later ${n}` })
  await query('restored', 'CHECKPOINT')
  for (const name of ['copied', 'torn']) {
    await cp(at('restored'), at(name), {
      recursive: true,
      filter: (file) => !path.basename(file).startsWith('.s.PGSQL'),
    })
  }
  // A file that is older than the table it belongs to.
  await writeFile(path.join(at('torn'), index), earlier)

  await expect(startInstance(settings('torn'))).rejects.toThrow(
    /was copied while LexAI was running, and the copy is damaged.*Document_pkey/s,
  )
  const copied = await start('copied')
  expect(copied.output()).toContain('was copied while LexAI was running. Checking')
  expect((await listAll(await signInAsAdmin(copied))).length).toBe((await listAll(api)).length)
  // The next start must find these files.
  await running.pop()?.stop()
  expect((await start('copied')).output()).not.toContain('was copied')
})
