import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { env } from '../env.ts'
import { pdfLimits } from './limits.ts'
import type { PdfReply, PdfResults, PdfTask, ThreadData } from './pdf-thread.ts'

/** Thrown when a task was ended for its time or its memory; `page` is the one in hand, 0 while opening. */
export class PdfTaskEnded extends Error {
  readonly page: number

  constructor(page: number, reason: string) {
    super(`ended at page ${page}: ${reason}`)
    this.name = 'PdfTaskEnded'
    this.page = page
  }
}

/** How many pages are drawn at once. */
export const drawingThreads = 1

type Pools = { reading: Piscina; drawing: Piscina }
type TaskInput = PdfTask extends infer T ? (T extends PdfTask ? Omit<T, 'beat' | 'lastReply'> : never) : never

/** Route handlers and the job runner live in module graphs of their own: one set of threads for all of the process. */
const shared = globalThis as typeof globalThis & { [key: symbol]: Promise<Pools> | undefined }
const poolsKey = Symbol.for('lexai.pdf.pools')

/**
 * Runs one task in a thread. Past its time the thread is ended and another takes its place; so it goes with a thread that runs out
 * of memory, and after its reply with one whose PDFium trapped or grew large. Throws PdfTaskEnded for both, and the signal's reason when that is aborted.
 */
export async function runInThread<Op extends PdfTask['op']>(
  input: TaskInput & { op: Op },
  signal?: AbortSignal,
): Promise<PdfReply<PdfResults[Op]>> {
  signal?.throwIfAborted()
  const { reading, drawing } = await pools()
  const pool = input.op === 'draw' || input.op === 'outline' ? drawing : reading
  const beat = new Int32Array(new SharedArrayBuffer(8))
  const ending = new AbortController()
  const leave = () => ending.abort()
  signal?.addEventListener('abort', leave, { once: true })
  const watch = watchBeat(beat, () => ending.abort())
  const { port1: replies, port2: lastReply } = new MessageChannel()
  try {
    const running = pool.run({ ...input, beat, lastReply }, { signal: ending.signal, transferList: [lastReply] })
    const last = once(replies, 'message').then(([reply]) => {
      // The thread waits to be ended, and another takes its place.
      running.catch(() => {})
      ending.abort()
      return reply
    })
    return await Promise.race([running, last])
  } catch (error) {
    signal?.throwIfAborted()
    const page = Atomics.load(beat, 1)
    if (ending.signal.aborted) throw new PdfTaskEnded(page, 'out of time')
    if (isThreadDeath(error)) throw new PdfTaskEnded(page, 'the thread died')
    throw error
  } finally {
    clearInterval(watch)
    replies.close()
    signal?.removeEventListener('abort', leave)
  }
}

/** Calls `end` when a task that has begun stays at one step for longer than a step may take. */
function watchBeat(beat: Int32Array, end: () => void): NodeJS.Timeout {
  let last = 0
  let since = performance.now()
  return setInterval(() => {
    const now = performance.now()
    const count = Atomics.load(beat, 0)
    if (count === 0 || count !== last) {
      last = count
      since = now
    }
    const limit = Atomics.load(beat, 1) === 0 ? pdfLimits.openMs : pdfLimits.pageMs
    if (now - since > limit) end()
  }, 100)
}

function isThreadDeath(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return (
    code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    (error instanceof Error && /worker (thread )?(exited|terminated)/i.test(error.message))
  )
}

function pools(): Promise<Pools> {
  shared[poolsKey] ??= createPools()
  return shared[poolsKey]
}

/**
 * Compiles PDFium once; the threads share the code. Pages are drawn in a thread of its own, so that one is shown while others are read.
 * Two threads in all by default: the heaps of PDFium are the largest part of what hostile files can make the process hold.
 */
async function createPools(): Promise<Pools> {
  const root = process.cwd()
  const wasm = await readFile(join(root, 'node_modules/@embedpdf/pdfium/dist/pdfium.wasm'))
  const module = await WebAssembly.compile(wasm)
  const options = {
    filename: join(root, 'lib/core/pdf/pdf-thread.ts'),
    // With none, tasks that wait would not get the thread that takes an ended one's place.
    minThreads: 1,
    idleTimeout: 60_000,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.threadHeapMb, maxYoungGenerationSizeMb: 16 },
  }
  return {
    reading: new Piscina({
      ...options,
      maxThreads: env.pdfThreads - drawingThreads,
      workerData: { module, maxHeapBytes: pdfLimits.readingHeapBytes } satisfies ThreadData,
    }),
    drawing: new Piscina({
      ...options,
      maxThreads: drawingThreads,
      workerData: { module, maxHeapBytes: pdfLimits.drawingHeapBytes } satisfies ThreadData,
    }),
  }
}
