import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCorpus, listHostile } from '#tests/support/corpus.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { withLexais } from './lexai-pair.ts'

const atOnce = 4
const contracts = 40
const imageWidth = 1600

type Client = { get: (path: string) => Promise<Response>; post: (path: string, body: FormData) => Promise<Response> }

/**
 * The memory of the whole process, in MB: after the start, after forty ordinary contracts, and at its highest while hostile PDFs are
 * processed and drawn, four at a time. The bound is 1,000 MB.
 */
export async function benchMemory(): Promise<void> {
  if (!hasCorpus) return console.log('memory: the hostile PDFs are not beside this checkout')
  await withLexais(1, { LEXAI_WORKERS: String(atOnce) }, async ([server]) => {
    const { createUser } = await import('#tests/support/people.ts')
    const { createApiClient } = await import('#tests/support/api.ts')
    const client = await createApiClient(server?.baseUrl ?? '', await createUser({ role: 'editor' }))
    const pid = server?.pid ?? 0
    const atStart = await residentMegabytes(pid, 'VmRSS')
    const lines = Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of a clause on termination and notice.`)
    const contract = await makePdf(Array.from({ length: 30 }, () => ({ lines })))
    await processAll(
      client,
      Array.from({ length: contracts }, (_, at) => Buffer.concat([contract, Buffer.from(`\n%${at}`)])),
    )
    const atRest = await residentMegabytes(pid, 'VmRSS')
    await resetPeak(pid)
    await processAll(client, await Promise.all(listHostile().map(({ file }) => readFile(file))))
    const peak = await residentMegabytes(pid, 'VmHWM')
    console.log(
      'resident memory of the LexAI process in MB: after the start, at rest after 40 contracts, peak under hostile PDFs',
    )
    console.log(`  ${[atStart, atRest, peak].map((value) => value.toFixed(0).padStart(8)).join('')}`)
  })
}

/** Uploads the files four at a time, waits until each is settled, and has its first page drawn. */
async function processAll(client: Client, files: readonly Buffer[]): Promise<void> {
  const queue = [...files]
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await processOne(client, file)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

async function processOne(client: Client, file: Buffer): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file)]), 'hostile.pdf')
  const answer = await client.post('/documents', form)
  if (answer.status !== 201) return
  const { id } = (await answer.json()) as { id: string }
  for (;;) {
    const { status } = (await (await client.get(`/documents/${id}`)).json()) as { status: string }
    if (status === 'ready' || status === 'failed') break
    await sleep(50)
  }
  await (await client.get(`/documents/${id}/pages/1/image?width=${imageWidth}`)).arrayBuffer()
}

/** A line of /proc/<pid>/status (proc(5)): VmRSS is the resident set now, VmHWM its peak. */
async function residentMegabytes(pid: number, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1000
}

/** Sets the peak back to what is resident now (proc(5), clear_refs). */
async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5')
}
