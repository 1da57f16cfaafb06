import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist'
import { viewerMessages } from '#components/viewer/messages.ts'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

/** Files up to twice this come whole; of larger ones only the stretches that the pages in sight need. */
const rangeChunkBytes = 256 * 1024

let engine: ReturnType<typeof startEngine> | null = null

/** pdf.js and its thread, started once: the next document finds them warm. Asked for early, they come while the page does. */
export function warmPdf(): ReturnType<typeof startEngine> {
  engine ??= startEngine().catch((cause) => {
    engine = null
    throw cause
  })
  return engine
}

async function startEngine() {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const base = `/pdfjs/${pdfjs.version}`
  pdfjs.GlobalWorkerOptions.workerSrc = `${base}/pdf.worker.min.mjs`
  const worker = pdfjs.PDFWorker.create({ name: 'pdf', verbosity: pdfjs.VerbosityLevel.ERRORS })
  return { pdfjs, base, worker }
}

/**
 * Opens the PDF at a URL of our own. Pages can be drawn as soon as their bytes are there. Nothing is evaluated, no form or script of
 * the document runs, and everything that pdf.js needs comes from `/pdfjs/`.
 */
export async function openPdf(url: string): Promise<PDFDocumentLoadingTask> {
  const { pdfjs, base, worker } = await warmPdf()
  return pdfjs.getDocument({
    url,
    worker,
    rangeChunkSize: rangeChunkBytes,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: `${base}/cmaps/`,
    standardFontDataUrl: `${base}/standard_fonts/`,
    wasmUrl: `${base}/wasm/`,
    iccUrl: `${base}/iccs/`,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
}

/** A thread that is still busy with a closed document after this long is given up. */
const stuckMilliseconds = 1500

/** Lets go of a document, and of the thread too where a document holds it and would never give it back. */
export function closePdf(task: PDFDocumentLoadingTask): void {
  // Closed before it was open, its promise is refused, and nobody is waiting for it any more.
  task.promise.catch(() => {})
  const stuck = setTimeout(async () => {
    const { worker } = (await engine) ?? {}
    engine = null
    worker?.destroy()
  }, stuckMilliseconds)
  task.destroy().then(
    () => clearTimeout(stuck),
    () => clearTimeout(stuck),
  )
}

export type PdfOutlineItem = { title: string; page: number | null; items: PdfOutlineItem[] }

const maxOutlineItems = 5000
const maxOutlineDepth = 8

/** The document's own table of contents, each entry with the page it points to. Empty where it has none. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<PdfOutlineItem[]> {
  type Node = { title: string; dest: string | unknown[] | null; items: Node[] }
  let left = maxOutlineItems
  const read = async (nodes: Node[], depth: number): Promise<PdfOutlineItem[]> => {
    if (depth > maxOutlineDepth) return []
    const items: PdfOutlineItem[] = []
    for (const node of nodes) {
      if (left-- <= 0) break
      const title = node.title.replace(/\s+/gu, ' ').trim()
      const page = await pageOf(pdf, node.dest)
      items.push({ title: title || viewerMessages.contents.untitled, page, items: await read(node.items, depth + 1) })
    }
    return items
  }
  return read((await pdf.getOutline()) ?? [], 0)
}

async function pageOf(pdf: PDFDocumentProxy, dest: string | unknown[] | null): Promise<number | null> {
  try {
    const explicit = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const target: unknown = explicit?.[0]
    if (typeof target === 'number') return target + 1
    if (isRef(target)) return (await pdf.getPageIndex(target)) + 1
  } catch {
    // A destination that points nowhere is a heading without a link.
  }
  return null
}

function isRef(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value
}
