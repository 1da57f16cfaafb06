import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { applicationUrl } from '#lib/core/db/application-role.ts'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import type { Instance } from '#tests/support/instance.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { sessionCookieOf, submitSignIn } from '#tests/support/sign-in-form.ts'
import { mountSmallVolume } from '#tests/support/small-volume.ts'
import { admin, ownerPassword, ownerUrl, testRun, workerIndex } from '#tests/support/test-run.ts'

/** A reserve above the size of any disk. */
const hugeReserve = String(10 ** 15)
const name = () => `storage_full_${workerIndex()}`
let folder = ''

test.describe.configure({ timeout: 120_000 })
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lexai-full-'))
  await onServer(`DROP DATABASE IF EXISTS ${name()} WITH (FORCE)`)
  await onServer(`SELECT pg_advisory_lock(1)`, `CREATE DATABASE ${name()} TEMPLATE ${testRun().template}`)
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function onServer(...statements: string[]): Promise<void> {
  await run(testRun().postgresUrl, statements)
}

/** Runs SQL statements in the test's own database as its owner. */
async function asOwner(...statements: string[]): Promise<pg.QueryResult | undefined> {
  return run(ownerUrl(testRun(), name()), statements)
}

async function run(connectionString: string, statements: string[]): Promise<pg.QueryResult | undefined> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  let result: pg.QueryResult | undefined
  for (const statement of statements) result = await client.query(statement)
  await client.end()
  return result
}

/** Settings for servers on a database and a data folder that no other test uses. */
function settings(changes: Record<string, string | undefined>) {
  const database = applicationUrl(ownerUrl(testRun(), name()), ownerPassword)
  return { DATABASE_URL: database, LEXAI_DATA_DIR: folder, LEXAI_WORKERS: '0', ...changes }
}

async function signIn(instance: Instance): Promise<Api> {
  const { accessToken } = await (await (await createApiClient(instance.baseUrl, null)).post('/sessions', admin)).json()
  return createApiClient(instance.baseUrl, { accessToken })
}

async function upload(api: Api, bytes?: Buffer): Promise<Response> {
  const form = new FormData()
  const file = bytes ?? (await makePdf([{ lines: ['Governed by the laws of Delaware.'] }]))
  form.append('file', new Blob([new Uint8Array(file)]), 'made.pdf')
  return api.post('/documents', form)
}

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

test('Below the disk reserve uploads return 507, reads work, processing pauses, and everything recovers', async ({
  startInstance,
}) => {
  const first = await startInstance(settings({}))
  const before = await signIn(first)
  const { id } = await uploadPdf(before, { title: 'Queued before the disk was full', wait: false })
  await first.stop()

  const full = await startInstance(settings({ LEXAI_STORAGE_RESERVE: hugeReserve, LEXAI_WORKERS: '1' }))
  const api = await signIn(full)
  const refused = await upload(api)
  expect(refused.status).toBe(507)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({ code: 'storage.full', title: 'The server has no free disk space' })
  const { etag = '' } = Object.fromEntries((await api.get(`/documents/${id}/content`)).headers)
  const version = new Uint8Array(await makePdf([{ lines: ['Another version.'] }]))
  expect((await api.put(`/documents/${id}/content`, version, { 'If-Match': etag })).status).toBe(507)
  expect(await filesBelow(path.join(folder, 'tmp')), 'no temporary file is left').toEqual([])
  expect((await api.get('/documents').then((response) => response.json())).items).toHaveLength(1)
  expect((await api.get(`/documents/${id}/content`)).status, 'reads work').toBe(200)
  const ready = await api.get('/ready')
  expect([ready.status, (await ready.json()).checks]).toEqual([200, { database: 'ok', storage: 'full', jobs: 'ok' }])

  // The job is rescheduled repeatedly without counting attempts.
  const job = `SELECT run_at > now() AS later, attempts, revision FROM graphile_worker._private_jobs
    WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'process-version')`
  await expect.poll(async () => (await asOwner(job))?.rows, { timeout: 20_000 }).toMatchObject([{ later: true }])
  expect(await (await api.get('/ingest-queue')).json()).toMatchObject({
    isPaused: true,
    counts: { queued: 1, failed: 0 },
  })
  expect(full.output()).toContain('uploads are rejected and processing is paused')
  const cookie = sessionCookieOf(await submitSignIn(full.baseUrl, admin)) ?? ''
  const page = await (await fetch(`${full.baseUrl}/admin/people`, { headers: { cookie } })).text()
  expect(page).toContain('Uploads are rejected and processing is paused')
  await full.stop()

  const recovered = await startInstance(settings({ LEXAI_WORKERS: '1' }))
  const after = await signIn(recovered)
  expect((await waitUntilSettled(after, id)).status).toBe('ready')
  expect((await upload(after)).status).toBe(201)
})

test('An upload during which the disk becomes full returns 507, leaves no file, and succeeds once there is space', async ({
  startInstance,
}) => {
  const volume = await mountSmallVolume(8)
  test.skip(volume === null, 'this system does not let an ordinary user mount a small volume')
  if (!volume) return
  try {
    const storage = { LEXAI_STORAGE_URL: pathToFileURL(volume.folder).href, LEXAI_STORAGE_RESERVE: '0' }
    const instance = await startInstance(settings(storage))
    const api = await signIn(instance)
    const filler = path.join(volume.folder, 'filler')
    await writeFile(filler, Buffer.alloc(5 * 1024 * 1024, 1))
    const large = Buffer.concat([await makePdf([{ lines: [] }]), Buffer.alloc(6 * 1024 * 1024, 0x20)])
    const refused = await upload(api, large)
    expect([refused.status, (await refused.json()).code]).toEqual([507, 'storage.full'])
    expect(await filesBelow(volume.folder)).toEqual(['filler'])
    expect((await api.get('/documents').then((response) => response.json())).items).toEqual([])
    await rm(filler)
    expect((await upload(api, large)).status).toBe(201)
  } finally {
    volume.unmount()
  }
})

test('While the database has no disk space, writes return 507 and reads work', async ({ startInstance }) => {
  const instance = await startInstance(settings({}))
  const api = await signIn(instance)
  const { id } = await uploadPdf(api, { wait: false })
  await asOwner(
    `CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`,
    'CREATE TRIGGER no_space BEFORE INSERT ON "AuditEvent" EXECUTE FUNCTION no_space()',
  )
  const stored = await filesBelow(path.join(folder, 'blobs'))
  const other = await upload(api, Buffer.concat([await makePdf([{ lines: [] }]), Buffer.from('\n%other')]))
  expect([other.status, (await other.json()).code]).toEqual([507, 'storage.full'])
  expect(await filesBelow(path.join(folder, 'blobs')), 'the file was removed again').toEqual(stored)
  const matter = await api.post('/matters', { name: 'Without space' })
  expect([matter.status, (await matter.json()).code]).toEqual([507, 'storage.full'])
  expect((await api.get(`/documents/${id}/content`)).status).toBe(200)
  expect((await api.get(`/documents/${id}/text`)).status).not.toBe(507)

  await asOwner('DROP TRIGGER no_space ON "AuditEvent"')
  expect((await api.post('/matters', { name: 'With space' })).status).toBe(201)
  // Reads recorded meanwhile are written with the next summary.
  await instance.stop()
  const rows = await asOwner(`SELECT count(*)::int AS count FROM "AuditEvent" WHERE action = 'document.downloaded'`)
  expect(rows?.rows).toEqual([{ count: 1 }])
})

test('A missing file and a storage path that is not a folder have their own error codes', async ({ startInstance }) => {
  const instance = await startInstance(settings({}))
  const api = await signIn(instance)
  const { id } = await uploadPdf(api, { wait: false })
  await rm(path.join(folder, 'blobs'), { recursive: true })
  const missing = await api.get(`/documents/${id}/content`)
  expect([missing.status, (await missing.json()).code]).toEqual([500, 'storage.file_missing'])
  await writeFile(path.join(folder, 'blobs'), 'a file where the folder was')
  const unavailable = await upload(api, Buffer.concat([await makePdf([{ lines: [] }]), Buffer.from('\n%other')]))
  expect([unavailable.status, (await unavailable.json()).code]).toEqual([503, 'storage.unavailable'])
  expect(await filesBelow(path.join(folder, 'tmp'))).toEqual([])
})
