import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist'
import { viewerMessages } from '#components/viewer/messages.ts'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

/** Files larger than twice this size are loaded in ranges, and only those that the visible pages need. */
const rangeChunkBytes = 256 * 1024

let engine: ReturnType<typeof startEngine> | null = null

/** Loads pdf.js and starts its worker, once for all documents of the tab. */
export function preloadPdf(): ReturnType<typeof startEngine> {
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
 * Opens the PDF at a URL of this application. A page can be rendered as soon as its bytes are loaded. Scripts and XFA forms of the
 * document are disabled, and pdf.js loads its resources from `/pdfjs/` only.
 */
export async function openPdf(url: string): Promise<PDFDocumentLoadingTask> {
  const { pdfjs, base, worker } = await preloadPdf()
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

/** A worker that does not release a closed document within this time is terminated. */
const maxCloseMilliseconds = 1500

/** Closes a document, and terminates the worker if it stays busy with the document. */
export function closePdf(task: PDFDocumentLoadingTask): void {
  // Closing a document that is still opening rejects this promise, which nothing awaits any more.
  task.promise.catch(() => {})
  const timer = setTimeout(async () => {
    const { worker } = (await engine) ?? {}
    engine = null
    worker?.destroy()
  }, maxCloseMilliseconds)
  task.destroy().then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  )
}

export type PdfOutlineItem = { title: string; page: number | null; items: PdfOutlineItem[] }

const maxOutlineItems = 5000
const maxOutlineDepth = 8

/** The outline (bookmarks) of the PDF with the target page of each entry. Empty where the PDF has none. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<PdfOutlineItem[]> {
  type Node = { title: string; dest: string | unknown[] | null; items: Node[] }
  let remaining = maxOutlineItems
  const read = async (nodes: Node[], depth: number): Promise<PdfOutlineItem[]> => {
    if (depth > maxOutlineDepth) return []
    const items: PdfOutlineItem[] = []
    for (const node of nodes) {
      if (remaining-- <= 0) break
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
    // An entry with an invalid destination is shown without a link.
  }
  return null
}

function isRef(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value
}
