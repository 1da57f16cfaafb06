import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Api, createApiClient } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { type Instance, startInstance } from '#tests/support/instance.ts'
import { makePdf } from '#tests/support/made-pdf.ts'

type Item = { id: string; status: string; pageCount: number | null; pagesDone: number; coverage: { text: number } }

const documents = 10
const pagesEach = 120

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexai-kill-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

test('Ten documents in processing when the server and its database are killed are all processed after the next start', async () => {
  test.setTimeout(240_000)
  const first = await start()
  const api = await signIn(first)
  for (let number = 1; number <= documents; number++) {
    const lines = Array.from({ length: 20 }, (_, line) => `Document ${number}, line ${line + 1} of a clause.`)
    const bytes = await makePdf(Array.from({ length: pagesEach }, () => ({ lines })))
    await uploadPdf(api, { bytes: new Uint8Array(bytes), title: `Number ${number}`, wait: false })
  }
  await expect.poll(async () => (await list(api)).some((item) => item.pagesDone > 0)).toBe(true)
  await first.stop('SIGKILL')
  for (const pid of await postgresPids()) process.kill(pid, 'SIGKILL')

  const second = await start()
  const after = await signIn(second)
  const isSettled = async () => (await list(after)).every((item) => item.status === 'ready' || item.status === 'failed')
  await expect.poll(isSettled, { timeout: 120_000 }).toBe(true)
  const items = await list(after)
  expect(items).toHaveLength(documents)
  for (const item of items) {
    expect(item).toMatchObject({
      status: 'ready',
      pageCount: pagesEach,
      pagesDone: pagesEach,
      coverage: { text: pagesEach },
    })
    const text = await (await after.get(`/documents/${item.id}/text`)).text()
    expect(text.split('\f')).toHaveLength(pagesEach)
  }
  await second.stop()
})

/** Starts a server with its own data folder and embedded PostgreSQL. */
function start(): Promise<Instance> {
  return startInstance({
    DATABASE_URL: undefined,
    LEXAI_DATA_DIR: folder,
    LEXAI_WORKERS: '2',
    LEXAI_ADMIN_EMAIL: 'admin@example.com',
    LEXAI_ADMIN_PASSWORD: 'correct horse battery',
  })
}

async function signIn({ baseUrl }: Instance): Promise<Api> {
  const anonymous = await createApiClient(baseUrl, null)
  const credentials = { email: 'admin@example.com', password: 'correct horse battery' }
  const response = await anonymous.post('/sessions', credentials)
  return createApiClient(baseUrl, (await response.json()) as { accessToken: string })
}

async function list(api: Api): Promise<Item[]> {
  const response = await api.get('/documents?limit=100')
  return ((await response.json()) as { items: Item[] }).items
}

async function postgresPids(): Promise<number[]> {
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => name.endsWith('postmaster.pid'))
  return Promise.all(files.map(async (name) => Number((await readFile(join(folder, name), 'utf8')).split('\n')[0])))
}
