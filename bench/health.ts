import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCorpus, listHostile } from '#tests/support/corpus.ts'
import { quantile, withLexais } from './lexai-pair.ts'

const everyMs = 10

/** How long `GET /health` takes while hostile PDFs are read on every core, beside what it takes when there is nothing to do. */
export async function benchHealth(): Promise<void> {
  if (!hasCorpus) return console.log('health: the hostile PDFs are not beside this checkout')
  await withLexais(1, { LEXAI_WORKERS: String(availableParallelism()) }, async ([server]) => {
    const { createUser } = await import('#tests/support/people.ts')
    const { createApiClient } = await import('#tests/support/api.ts')
    const baseUrl = server?.baseUrl ?? ''
    const api = await createApiClient(baseUrl, await createUser({ role: 'editor' }))
    const health = `${baseUrl}/api/v1/health`
    const files = listHostile()
    const atRest = await timesUntil(health, sleep(3_000))
    const meanwhile = await timesUntil(health, readAll(api, files))
    console.log(`GET /health while ${files.length} hostile PDFs are read: answers, p50, p99`)
    report('nothing to do', atRest)
    report('while they are read', meanwhile)
  })
}

type Reader = { get: (path: string) => Promise<Response>; post: (path: string, body: FormData) => Promise<Response> }

/** Sends all of them at once and waits until the last is settled. */
async function readAll(api: Reader, files: readonly { file: string }[]): Promise<void> {
  for (const { file } of files) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(await readFile(file))]), 'hostile.pdf')
    const { status } = await api.post('/documents', form)
    if (status !== 201 && status !== 415) throw new Error(`${file} was answered with ${status}`)
  }
  for (;;) {
    const { items } = await (await api.get('/documents?status=queued&status=processing&limit=1')).json()
    if (items.length === 0) return
    await sleep(100)
  }
}

async function timesUntil(url: string, work: Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let isOver = false
  const ended = work.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const startedAt = performance.now()
    const response = await fetch(url)
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`/health was answered with ${response.status}`)
    times.push(performance.now() - startedAt)
    await sleep(everyMs)
  }
  await ended
  return times
}

function report(name: string, times: readonly number[]): void {
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(1).padStart(7))
  console.log(`  ${name.padEnd(22)}${String(times.length).padStart(6)} ${p50} ms ${p99} ms`)
}
