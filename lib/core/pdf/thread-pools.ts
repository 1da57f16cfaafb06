import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { env } from '../env.ts'
import { pdfLimits } from './limits.ts'
import type { PdfReply, PdfResults, PdfTask, ThreadData } from './pdf-worker.ts'

/** Thrown when a task's thread was terminated for exceeding a limit; `page` is the page being processed, 0 while opening. */
export class PdfTaskTerminated extends Error {
  readonly page: number

  constructor(page: number, reason: string) {
    super(`terminated at page ${page}: ${reason}`)
    this.name = 'PdfTaskTerminated'
    this.page = page
  }
}

/** The number of pages rendered concurrently. */
export const renderingThreads = 1

type Pools = { extraction: Piscina; rendering: Piscina }
type TaskInput = PdfTask extends infer T ? (T extends PdfTask ? Omit<T, 'heartbeat' | 'finalReply'> : never) : never

/** On globalThis, because route handlers and the job runner are bundled into separate module graphs but share one process. */
const shared = globalThis as typeof globalThis & { [key: symbol]: Promise<Pools> | undefined }
const poolsKey = Symbol.for('lexai.pdf.pools')

/**
 * Runs one task in a worker thread. The thread is terminated and replaced when the task exceeds its time limit or runs out of memory, and
 * after the reply when its PDFium trapped or its heap grew too large. Throws PdfTaskTerminated for the first two, and the signal's
 * reason when that is aborted.
 */
export async function runInThread<Op extends PdfTask['op']>(
  input: TaskInput & { op: Op },
  signal?: AbortSignal,
): Promise<PdfReply<PdfResults[Op]>> {
  signal?.throwIfAborted()
  const { extraction, rendering } = await getPools()
  const pool = input.op === 'render' || input.op === 'outline' ? rendering : extraction
  const heartbeat = new Int32Array(new SharedArrayBuffer(8))
  const termination = new AbortController()
  const terminate = () => termination.abort()
  signal?.addEventListener('abort', terminate, { once: true })
  const watchdog = startWatchdog(heartbeat, terminate)
  const { port1: replies, port2: finalReply } = new MessageChannel()
  try {
    const task = { ...input, heartbeat, finalReply }
    const running = pool.run(task, { signal: termination.signal, transferList: [finalReply] })
    const final = once(replies, 'message').then(([reply]) => {
      // The thread never resolves the task: terminating it rejects `running` and lets the pool replace the thread.
      running.catch(() => {})
      terminate()
      return reply
    })
    return await Promise.race([running, final])
  } catch (error) {
    signal?.throwIfAborted()
    const page = Atomics.load(heartbeat, 1)
    if (termination.signal.aborted) throw new PdfTaskTerminated(page, 'time limit exceeded')
    if (isThreadExit(error)) throw new PdfTaskTerminated(page, 'the thread exited')
    throw error
  } finally {
    clearInterval(watchdog)
    replies.close()
    signal?.removeEventListener('abort', terminate)
  }
}

/** Calls `terminate` when a started task makes no progress for longer than one step may take. */
function startWatchdog(heartbeat: Int32Array, terminate: () => void): NodeJS.Timeout {
  let lastCount = 0
  let lastProgressAt = performance.now()
  return setInterval(() => {
    const now = performance.now()
    const count = Atomics.load(heartbeat, 0)
    if (count === 0 || count !== lastCount) {
      lastCount = count
      lastProgressAt = now
    }
    const limit = Atomics.load(heartbeat, 1) === 0 ? pdfLimits.openMs : pdfLimits.pageMs
    if (now - lastProgressAt > limit) terminate()
  }, 100)
}

function isThreadExit(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return (
    code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    (error instanceof Error && /worker (thread )?(exited|terminated)/i.test(error.message))
  )
}

function getPools(): Promise<Pools> {
  shared[poolsKey] ??= createPools()
  return shared[poolsKey]
}

/**
 * Compiles PDFium once; all threads share the compiled module. Rendering has a thread of its own, so that a page can be shown while others
 * are extracted. The default is two threads in all, because PDFium's heaps are most of the memory that hostile files can take.
 */
async function createPools(): Promise<Pools> {
  const root = process.cwd()
  const wasm = await readFile(join(root, 'node_modules/@embedpdf/pdfium/dist/pdfium.wasm'))
  const module = await WebAssembly.compile(wasm)
  const options = {
    filename: join(root, 'lib/core/pdf/pdf-worker.ts'),
    // With no minimum, queued tasks would not be given the thread that replaces a terminated one.
    minThreads: 1,
    idleTimeout: 60_000,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.threadHeapMb, maxYoungGenerationSizeMb: 16 },
  }
  return {
    extraction: new Piscina({
      ...options,
      maxThreads: env.pdfThreads - renderingThreads,
      workerData: { module, maxHeapBytes: pdfLimits.extractionHeapBytes } satisfies ThreadData,
    }),
    rendering: new Piscina({
      ...options,
      maxThreads: renderingThreads,
      workerData: { module, maxHeapBytes: pdfLimits.renderingHeapBytes } satisfies ThreadData,
    }),
  }
}
