import type { MessagePort } from 'node:worker_threads'
import { move, workerData } from 'piscina'
import { pdfLimits } from './limits.ts'
import { readMetadataTitle } from './metadata.ts'
import { type OutlineItem, readOutline } from './outline.ts'
import { drawPage, type PageImage } from './page-image.ts'
import { type PageText, readPage, unreadPage } from './page-text.ts'
import { type OpenPdf, openFile, PdfError, type PdfProblem } from './pdf-file.ts'
import { createPdfium, type Pdfium } from './pdfium.ts'

/**
 * What the threads do. `beat` is two shared integers: a count that moves with each step, and the page in hand. `lastReply` takes the
 * reply of a thread that is to be ended after it.
 */
export type PdfTask = { path: string; beat: Int32Array<SharedArrayBuffer>; lastReply: MessagePort } & (
  | { op: 'open' }
  | { op: 'read'; from: number; to: number }
  | { op: 'draw'; number: number; width: number }
  | { op: 'outline' }
)

/** `next` is the first page that the slice did not come to; null at the end. */
export type PageSlice = { pages: PageText[]; next: number | null }

export type PdfResults = {
  open: { pageCount: number; title: string }
  read: PageSlice
  draw: PageImage
  outline: OutlineItem[]
}
export type PdfReply<T> = { value: T } | { problem: PdfProblem } | { fileError: { code: string; message: string } }

/** What a thread is started with: the compiled PDFium, and how large its heap may grow. */
export type ThreadData = { module: WebAssembly.Module; maxHeapBytes: number }

const threadData = workerData as ThreadData

type Held = { pdfium: Pdfium; path: string | null; file: OpenPdf | null }

let held: Held | null = null
let isWornOut = false

type Reply = PdfReply<PdfResults[PdfTask['op']]>

/**
 * The worker's entry: runs one task on the PDFium of this thread. A thread whose heap grew past its limit, or whose PDFium trapped, gives
 * its reply by the port and waits to be ended: WASM memory never shrinks, and V8 holds on to what a dropped instance had.
 */
export default async function runPdfTask(task: PdfTask): Promise<Reply> {
  step(task, 0)
  const reply = await tryTask(task)
  if (held && !held.file && held.pdfium.heapBytes() > pdfLimits.keptHeapBytes) isWornOut = true
  if (!isWornOut) return reply
  task.lastReply.postMessage(reply, transferables(reply))
  return new Promise<never>(() => {})
}

/** Pixels are handed over rather than copied. */
function transferables(reply: Reply): ArrayBuffer[] {
  return 'value' in reply && 'pixels' in reply.value ? [reply.value.pixels.buffer as ArrayBuffer] : []
}

async function tryTask(task: PdfTask): Promise<Reply> {
  try {
    const { pdfium, file } = await openHeld(task)
    const value = runOn(pdfium, file, task)
    if (!('next' in value) || value.next === null) close()
    return { value }
  } catch (error) {
    if (isFileSystemError(error)) return { fileError: { code: error.code ?? '', message: error.message } }
    const problem = error instanceof PdfError ? error.problem : problemOfTrap()
    if (error instanceof PdfError) close()
    else discard()
    return { problem }
  }
}

function runOn(pdfium: Pdfium, file: OpenPdf, task: PdfTask): PdfResults[PdfTask['op']] {
  if (task.op === 'open') return { pageCount: file.pageCount, title: readMetadataTitle(pdfium, file.handle) }
  if (task.op === 'read') return readSlice(pdfium, file, task)
  if (task.op === 'outline') return readOutline(pdfium, file.handle)
  const image = drawPage(pdfium, file.handle, task.number, task.width)
  move(image.pixels.buffer)
  return image
}

/** Reads pages until the slice is long enough. A page that makes PDFium trap is given up alone; the rest goes to a fresh PDFium. */
function readSlice(pdfium: Pdfium, file: OpenPdf, task: PdfTask & { op: 'read' }): PageSlice {
  const pages: PageText[] = []
  const until = performance.now() + pdfLimits.sliceMs
  let units = 0
  for (let number = task.from; number <= task.to; number++) {
    step(task, number)
    try {
      const page = readPage(pdfium, file.handle, number)
      pages.push(page)
      units += page.text.length
    } catch {
      pages.push(unreadPage(number, problemOfTrap()))
      discard()
      return { pages, next: number < task.to ? number + 1 : null }
    }
    const isLong =
      pages.length >= pdfLimits.slicePages || units >= pdfLimits.sliceTextUnits || performance.now() > until
    if (isLong && number < task.to) return { pages, next: number + 1 }
  }
  return { pages, next: null }
}

async function createHeld(): Promise<Held> {
  return { pdfium: await createPdfium(threadData.module, threadData.maxHeapBytes), path: null, file: null }
}

/** The document stays open from slice to slice. */
async function openHeld(task: PdfTask): Promise<{ pdfium: Pdfium; file: OpenPdf }> {
  held ??= await createHeld()
  const isContinued = task.op === 'read' && task.from > 1 && held.path === task.path
  if (!isContinued || !held.file) {
    close()
    held.file = openFile(held.pdfium, task.path)
    held.path = task.path
  }
  return { pdfium: held.pdfium, file: held.file }
}

function close(): void {
  if (!held?.file) return
  const { file } = held
  held.file = null
  held.path = null
  file.close()
}

/** After a trap nothing inside PDFium can be trusted: only the file is closed, and the thread ends after this task. */
function discard(): void {
  held?.file?.abandon()
  held = null
  isWornOut = true
}

function problemOfTrap(): PdfProblem {
  return held && held.pdfium.heapBytes() > threadData.maxHeapBytes / 2 ? 'too_complex' : 'damaged'
}

function step(task: PdfTask, page: number): void {
  Atomics.store(task.beat, 1, page)
  Atomics.add(task.beat, 0, 1)
}

/** An error of `node:fs`; only its words cross to the main thread, not its fields. */
function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
