import type { MessagePort } from 'node:worker_threads'
import { move, workerData } from 'piscina'
import { pdfLimits } from './limits.ts'
import { readMetadataTitle } from './metadata.ts'
import { type OutlineItem, readOutline } from './outline.ts'
import { type PageBitmap, renderBitmap } from './page-bitmap.ts'
import { type PageText, readPage, unreadablePage } from './page-text.ts'
import { PdfError, type PdfProblem } from './pdf-error.ts'
import { type OpenPdf, openFile } from './pdf-file.ts'
import { createPdfium, type Pdfium } from './pdfium.ts'

/**
 * A task for a worker thread. `heartbeat` is two shared integers: a counter that each step increments, and the number of the page being
 * processed (0 while opening). `finalReply` carries the reply of a thread that has to be terminated after it.
 */
export type PdfTask = { path: string; heartbeat: Int32Array<SharedArrayBuffer>; finalReply: MessagePort } & (
  | { op: 'open' }
  | { op: 'read'; from: number; to: number }
  | { op: 'render'; number: number; width: number }
  | { op: 'outline' }
)

/** `next` is the first page that is not in the slice; null at the end of the range. */
export type PageSlice = { pages: PageText[]; next: number | null }

export type PdfResults = {
  open: { pageCount: number; title: string }
  read: PageSlice
  render: PageBitmap
  outline: OutlineItem[]
}
export type PdfReply<T> = { value: T } | { problem: PdfProblem } | { fileError: { code: string; message: string } }

/** Passed to each thread at its start: the compiled PDFium module and the limit on its WASM heap. */
export type ThreadData = { module: WebAssembly.Module; maxHeapBytes: number }

const threadData = workerData as ThreadData

type Instance = { pdfium: Pdfium; path: string | null; file: OpenPdf | null }

/** This thread's PDFium with the document that is open in it. */
let instance: Instance | null = null
let mustTerminate = false

type Reply = PdfReply<PdfResults[PdfTask['op']]>

/**
 * The worker's entry point: runs one task on this thread's PDFium. A thread whose WASM heap grew past the limit, or whose PDFium trapped,
 * replies through `finalReply` and never resolves, so that it is terminated: WASM memory never shrinks, and V8 retains a dropped
 * instance's memory.
 */
export default async function runPdfTask(task: PdfTask): Promise<Reply> {
  reportProgress(task, 0)
  const reply = await tryTask(task)
  if (instance && !instance.file && instance.pdfium.heapBytes() > pdfLimits.reusableHeapBytes) mustTerminate = true
  if (!mustTerminate) return reply
  task.finalReply.postMessage(reply, transferables(reply))
  return new Promise<never>(() => {})
}

/** Pixels are transferred, not copied. */
function transferables(reply: Reply): ArrayBuffer[] {
  return 'value' in reply && 'pixels' in reply.value ? [reply.value.pixels.buffer as ArrayBuffer] : []
}

async function tryTask(task: PdfTask): Promise<Reply> {
  try {
    const { pdfium, file } = await openForTask(task)
    const value = execute(pdfium, file, task)
    if (!('next' in value) || value.next === null) closeFile()
    return { value }
  } catch (error) {
    if (isFileSystemError(error)) return { fileError: { code: error.code ?? '', message: error.message } }
    const problem = error instanceof PdfError ? error.problem : problemOfTrap()
    if (error instanceof PdfError) closeFile()
    else discardInstance()
    return { problem }
  }
}

function execute(pdfium: Pdfium, file: OpenPdf, task: PdfTask): PdfResults[PdfTask['op']] {
  if (task.op === 'open') return { pageCount: file.pageCount, title: readMetadataTitle(pdfium, file.handle) }
  if (task.op === 'read') return readSlice(pdfium, file, task)
  if (task.op === 'outline') return readOutline(pdfium, file.handle)
  const bitmap = renderBitmap(pdfium, file.handle, task.number, task.width)
  move(bitmap.pixels.buffer)
  return bitmap
}

/** Reads pages until the slice is full. A page that traps is returned as unreadable and ends the slice; the rest needs a new instance. */
function readSlice(pdfium: Pdfium, file: OpenPdf, task: PdfTask & { op: 'read' }): PageSlice {
  const pages: PageText[] = []
  const deadline = performance.now() + pdfLimits.sliceMs
  let units = 0
  for (let number = task.from; number <= task.to; number++) {
    reportProgress(task, number)
    try {
      const page = readPage(pdfium, file.handle, number)
      pages.push(page)
      units += page.text.length
    } catch {
      pages.push(unreadablePage(number, problemOfTrap()))
      discardInstance()
      return { pages, next: number < task.to ? number + 1 : null }
    }
    const isFull =
      pages.length >= pdfLimits.slicePages || units >= pdfLimits.sliceTextUnits || performance.now() > deadline
    if (isFull && number < task.to) return { pages, next: number + 1 }
  }
  return { pages, next: null }
}

async function createInstance(): Promise<Instance> {
  return { pdfium: await createPdfium(threadData.module, threadData.maxHeapBytes), path: null, file: null }
}

/** The document stays open between the slices of one read. */
async function openForTask(task: PdfTask): Promise<{ pdfium: Pdfium; file: OpenPdf }> {
  instance ??= await createInstance()
  const isContinuation = task.op === 'read' && task.from > 1 && instance.path === task.path
  if (!isContinuation || !instance.file) {
    closeFile()
    instance.file = openFile(instance.pdfium, task.path)
    instance.path = task.path
  }
  return { pdfium: instance.pdfium, file: instance.file }
}

function closeFile(): void {
  if (!instance?.file) return
  const { file } = instance
  instance.file = null
  instance.path = null
  file.close()
}

/** After a trap the state of the WASM instance is undefined: only the file is closed, and the thread is terminated after this task. */
function discardInstance(): void {
  instance?.file?.abandon()
  instance = null
  mustTerminate = true
}

function problemOfTrap(): PdfProblem {
  return instance && instance.pdfium.heapBytes() > threadData.maxHeapBytes / 2 ? 'too_complex' : 'damaged'
}

function reportProgress(task: PdfTask, page: number): void {
  Atomics.store(task.heartbeat, 1, page)
  Atomics.add(task.heartbeat, 0, 1)
}

/** An error of `node:fs`. Structured cloning keeps its message but not its `code`, so both are sent as data. */
function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
