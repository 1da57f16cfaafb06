import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openPdf, readPages } from '#lib/core/pdf/pdf.ts'
import { buildIfNeeded } from '#scripts/support/build.ts'
import { say } from '#scripts/support/terminal.ts'
import { createApiClient } from '#tests/support/api.ts'
import { startInstance } from '#tests/support/instance.ts'
import { makePdf } from '#tests/support/made-pdf.ts'

const run = promisify(execFile)
const rounds = 3

/**
 * Pages per second, over the same files in one run, with as many workers as cores: text with a box for every word by LexAI's threads
 * and by `pdftotext -bbox`, and the whole way through a running LexAI, from the first byte uploaded to the last document searchable.
 */
export async function benchIngest(): Promise<void> {
  const { files, dispose } = await chooseFiles()
  const workers = availableParallelism()
  const pageCounts = await Promise.all(files.map(async (file) => (await openPdf(file)).pageCount))
  const pages = pageCounts.reduce((sum, count) => sum + count, 0)
  console.log(`ingest: ${files.length} documents, ${pages} pages, ${workers} workers, best of ${rounds} rounds`)
  const rivalVersion = spawnSync('pdftotext', ['-v']).stderr?.toString().split('\n')[0]
  let ours = 0
  let rival = 0
  for (let round = 0; round < rounds; round++) {
    ours = Math.max(ours, pages / (await seconds(files, workers, readWithLexai)))
    if (rivalVersion) rival = Math.max(rival, pages / (await seconds(files, workers, readWithPdftotext)))
  }
  const whole = pages / (await secondsThroughLexai(files, workers))
  report('LexAI, text and boxes', ours, rival)
  if (rivalVersion) report(`pdftotext -bbox (${rivalVersion})`, rival, rival)
  else console.log('  pdftotext is not installed here')
  report('LexAI, from upload to searchable', whole, rival)
  await dispose()
}

function report(name: string, pagesPerSecond: number, rival: number): void {
  const ratio = rival > 0 ? `  ${(pagesPerSecond / rival).toFixed(2)} of pdftotext` : ''
  console.log(`  ${name.padEnd(46)}${pagesPerSecond.toFixed(0).padStart(6)} pages/s${ratio}`)
}

async function secondsThroughLexai(files: string[], workers: number): Promise<number> {
  await buildIfNeeded('.next', () => say('Building the app.'))
  const folder = await mkdtemp(join(tmpdir(), 'lexai-bench-'))
  const account = { email: 'bench@example.com', password: 'a password for the bench' }
  const instance = await startInstance({
    DATABASE_URL: undefined,
    LEXAI_DATA_DIR: folder,
    LEXAI_ADMIN_EMAIL: account.email,
    LEXAI_ADMIN_PASSWORD: account.password,
    LEXAI_LOG_LEVEL: 'warn',
    LEXAI_RATE_LIMIT_PER_MINUTE: '0',
    LEXAI_WORKERS: String(workers),
    NODE_ENV: 'production',
  })
  try {
    const session = await (await createApiClient(instance.baseUrl, null)).post('/sessions', account)
    const api = await createApiClient(instance.baseUrl, (await session.json()) as { accessToken: string })
    const start = performance.now()
    await seconds(files, 3, async (file) => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(await readFile(file))]), basename(file))
      const { status } = await api.post('/documents', form)
      if (status !== 201) throw new Error(`${file} was answered with ${status}`)
    })
    for (;;) {
      const { items } = (await (await api.get('/documents?limit=200')).json()) as { items: { status: string }[] }
      if (items.every(({ status }) => status === 'ready')) return (performance.now() - start) / 1000
      if (items.some(({ status }) => status === 'failed')) throw new Error('a document could not be read')
      await sleep(50)
    }
  } finally {
    await instance.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function readWithLexai(file: string): Promise<void> {
  const { pageCount } = await openPdf(file)
  for await (const _page of readPages(file, { from: 1, to: pageCount }));
}

async function readWithPdftotext(file: string): Promise<void> {
  await run('pdftotext', ['-bbox', file, '/dev/null'])
}

async function seconds(files: string[], workers: number, read: (file: string) => Promise<void>): Promise<number> {
  const waiting = [...files]
  const start = performance.now()
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await read(file)
  }
  await Promise.all(Array.from({ length: workers }, work))
  return (performance.now() - start) / 1000
}

/** The forty contracts where they are beside the checkout, else as many pages made here. */
async function chooseFiles(): Promise<{ files: string[]; dispose: () => Promise<void> }> {
  const folder = resolve('../shared/corpus/cuad/pdf')
  const names = await readdir(folder).catch(() => [])
  if (names.length > 0) return { files: names.map((name) => join(folder, name)), dispose: async () => {} }
  const made = await mkdtemp(join(tmpdir(), 'lexai-bench-'))
  const line = 'The parties agree that this Agreement is governed by the laws of the State of Delaware.'
  const pages = Array.from({ length: 10 }, () => ({
    lines: Array.from({ length: 38 }, (_, at) => `${at + 1}. ${line}`),
  }))
  const files: string[] = []
  for (let index = 0; index < 40; index++) {
    const file = join(made, `${index}.pdf`)
    await writeFile(file, await makePdf(pages))
    files.push(file)
  }
  return { files, dispose: () => rm(made, { recursive: true, force: true }) }
}

if (import.meta.main) {
  await benchIngest()
  process.exit(0)
}
