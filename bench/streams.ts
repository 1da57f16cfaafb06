import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type ClientRequest, get } from 'node:http'
import { join } from 'node:path'
import { buildIfNeeded } from '#scripts/support/build.ts'
import { inspected, type Memory, measureMemory } from './inspected-memory.ts'
import { withLexais } from './lexai-pair.ts'

const streams = Number(process.env.LEXAI_BENCH_STREAMS ?? 200)
/** Opened and closed first, so that what the first of all needs is not laid at their door. */
const warmUp = 20
/** Below what one person may have open. */
const streamsPerPerson = 25
const mostKb = 20
const settledBytes = 256 * 1024

type Target = { url: string; headers: Record<string, string> }
type Server = { targets: Target[]; output: () => string }

/** What one open event stream costs LexAI in memory, beside a bare node:http server that holds as many. */
export async function benchStreams(): Promise<void> {
  await buildIfNeeded('.next', () => console.log('Building the app first; that is not measured.'))
  const figures: Record<string, Record<string, string>> = {}
  await withBareServer(async (server) => {
    figures['bare node:http'] = await measure(server)
  })
  process.env.NODE_OPTIONS = inspected
  await withLexais(1, {}, async ([instance]) => {
    const { createUser, openApiSession } = await import('#tests/support/people.ts')
    const { uploadPdf } = await import('#tests/support/documents.ts')
    const { createApiClient } = await import('#tests/support/api.ts')
    if (!instance) throw new Error('No LexAI was started')
    // Nobody reads documents here, so the streams stay open.
    const people = Array.from({ length: Math.ceil(streams / streamsPerPerson) }, async () => {
      const session = await openApiSession(await createUser({ role: 'editor' }))
      const { id } = await uploadPdf(await createApiClient(instance.baseUrl, session), { wait: false })
      const headers = { Authorization: `Bearer ${session.accessToken}` }
      return { url: `${instance.baseUrl}/api/v1/documents/${id}/events`, headers }
    })
    const targets = await Promise.all(people)
    figures.LexAI = await measure({ targets, output: instance.output })
  })
  console.log(
    `streams: growth for each of ${streams} open event streams, garbage collected (heap + external: at most ${mostKb} KB)`,
  )
  console.table(figures)
}

/**
 * RSS as it grows when the streams are opened for the first time; the heap when they are opened for the second: then connections to
 * the database and compiled code, which come with any load, are there already.
 */
async function measure({ targets, output }: Server): Promise<Record<string, string>> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  const openMany = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => openStream(targets[at % targets.length], agent)))
  await closeAll(await openMany(warmUp))
  const cold = await settle(output(), warmUp)
  const first = await openMany(streams)
  const full = await atRest(output())
  await closeAll(first)
  const before = await settle(output(), streams)
  const second = await openMany(streams)
  const after = await atRest(output())
  await closeAll(second)
  const perStream = (bytes: number) => `${(bytes / streams / 1024).toFixed(1)} KB`
  return {
    'heap + external': perStream(after.heapUsed + after.external - before.heapUsed - before.external),
    heap: perStream(after.heapUsed - before.heapUsed),
    RSS: perStream(full.rss - cold.rss),
  }
}

/** Measures until what was closed is gone and no more memory goes back to the system. */
async function settle(output: string, closed: number): Promise<Memory> {
  for (let last = await measureMemory(output); ; ) {
    const memory = await measureMemory(output)
    if (memory.sockets < closed && memory.rss > last.rss - settledBytes) return memory
    last = memory
  }
}

/** Measures until three in a row are alike: a stream that has just been opened looks once more at what it tells, and rests then. */
async function atRest(output: string): Promise<Memory> {
  let last = await measureMemory(output)
  for (let alike = 0; alike < 2; ) {
    const memory = await measureMemory(output)
    alike = Math.abs(memory.heapUsed - last.heapUsed) < settledBytes ? alike + 1 : 0
    last = memory
  }
  return last
}

/** Resolves when the stream has spoken. */
async function openStream(target: Target | undefined, agent: Agent): Promise<ClientRequest> {
  const { url, headers } = target ?? { url: '', headers: {} }
  const request = get(url, { headers, agent })
  request.on('error', () => {})
  const [response] = await once(request, 'response')
  if (response.statusCode !== 200) throw new Error(`The stream was not opened: ${response.statusCode}`)
  response.on('error', () => {})
  await once(response, 'data')
  response.resume()
  return request
}

async function closeAll(requests: ClientRequest[]): Promise<void> {
  for (const request of requests) {
    request.destroy()
    await once(request, 'close')
  }
}

async function withBareServer(work: (server: Server) => Promise<void>): Promise<void> {
  const script = join(import.meta.dirname, 'bare-stream-server.ts')
  const child = spawn(process.execPath, [inspected, script], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  while (!/ready on \S+\n/.test(output)) await once(child.stdout, 'data')
  const url = /ready on (\S+)/.exec(output)?.[1] ?? ''
  await work({ targets: [{ url, headers: {} }], output: () => output })
  child.kill()
}
