import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { pdfLimits } from './limits.ts'
import type { PdfReply, PdfResults, PdfTask } from './pdf-thread.ts'

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
export const drawingThreads = Math.min(2, availableParallelism())

type Pools = { reading: Piscina; drawing: Piscina }
type TaskInput = PdfTask extends infer T ? (T extends PdfTask ? Omit<T, 'beat'> : never) : never

/** Route handlers and the job runner live in module graphs of their own: one set of threads for all of the process. */
const shared = globalThis as typeof globalThis & { [key: symbol]: Promise<Pools> | undefined }
const poolsKey = Symbol.for('lexai.pdf.pools')

/**
 * Runs one task in a thread. Past its time the thread is ended and another takes its place; so it goes with a thread that runs out
 * of memory. Throws PdfTaskEnded for both, and the signal's reason when that is aborted.
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
  try {
    return await pool.run({ ...input, beat }, { signal: ending.signal })
  } catch (error) {
    signal?.throwIfAborted()
    const page = Atomics.load(beat, 1)
    if (ending.signal.aborted) throw new PdfTaskEnded(page, 'out of time')
    if (isThreadDeath(error)) throw new PdfTaskEnded(page, 'the thread died')
    throw error
  } finally {
    clearInterval(watch)
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

/** Compiles PDFium once; the threads share the code. Pictures have threads of their own, so that a page is shown while others are read. */
async function createPools(): Promise<Pools> {
  const root = process.cwd()
  const wasm = await readFile(join(root, 'node_modules/@embedpdf/pdfium/dist/pdfium.wasm'))
  const options = {
    filename: join(root, 'lib/core/pdf/pdf-thread.ts'),
    workerData: await WebAssembly.compile(wasm),
    minThreads: 0,
    idleTimeout: 60_000,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.threadHeapMb },
  }
  return {
    reading: new Piscina({ ...options, maxThreads: availableParallelism() }),
    drawing: new Piscina({ ...options, maxThreads: drawingThreads }),
  }
}
