import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { move, workerData } from 'piscina'
import { pdfLimits } from './limits.ts'
import { type OutlineItem, readOutline } from './outline.ts'
import { drawPage, type PageImage } from './page-image.ts'
import { type PageText, readPage, unreadPage } from './page-text.ts'
import { type OpenPdf, openFile, PdfError, type PdfProblem } from './pdf-file.ts'
import { createPdfium, type Pdfium } from './pdfium.ts'

/** What the threads do. `beat` is two shared integers: a count that moves with each step, and the page in hand. */
export type PdfTask = { path: string; beat: Int32Array<SharedArrayBuffer> } & (
  | { op: 'open' }
  | { op: 'read'; from: number; to: number }
  | { op: 'draw'; number: number; width: number }
  | { op: 'outline' }
)

/** `next` is the first page that the slice did not come to; null at the end. */
export type PageSlice = { pages: PageText[]; next: number | null }

export type PdfResults = { open: { pageCount: number }; read: PageSlice; draw: PageImage; outline: OutlineItem[] }
export type PdfReply<T> = { value: T } | { problem: PdfProblem } | { fileError: { code: string; message: string } }

type Held = { pdfium: Pdfium; path: string | null; file: OpenPdf | null }

let held: Held | null = null
let isHeapDropped = false

/** PDFium's heap weighs nothing in V8's eyes, so that a dropped one would stay for long: this collects it at once. */
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

type Reply = PdfReply<PdfResults[PdfTask['op']]>

/** The worker's entry: runs one task on the PDFium of this thread. */
export default async function runPdfTask(task: PdfTask): Promise<Reply> {
  step(task, 0)
  const reply = await tryTask(task)
  if (held && !held.file && held.pdfium.heapBytes() > pdfLimits.keptHeapBytes) discard()
  if (isHeapDropped) freeDroppedHeap()
  return reply
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
  if (task.op === 'open') return { pageCount: file.pageCount }
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

/** The document stays open from slice to slice. */
async function openHeld(task: PdfTask): Promise<{ pdfium: Pdfium; file: OpenPdf }> {
  held ??= { pdfium: await createPdfium(workerData as WebAssembly.Module), path: null, file: null }
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

/** After a trap nothing inside PDFium can be trusted: only the file is closed, the rest is left to the garbage collector. */
function discard(): void {
  held?.file?.abandon()
  held = null
  isHeapDropped = true
}

/** Twice, for what the first pass finalises still holds the memory. */
function freeDroppedHeap(): void {
  collectGarbage()
  collectGarbage()
  isHeapDropped = false
}

function problemOfTrap(): PdfProblem {
  return held && held.pdfium.heapBytes() > pdfLimits.wasmHeapBytes / 2 ? 'too_complex' : 'damaged'
}

function step(task: PdfTask, page: number): void {
  Atomics.store(task.beat, 1, page)
  Atomics.add(task.beat, 0, 1)
}

/** An error of `node:fs`; only its words cross to the main thread, not its fields. */
function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
