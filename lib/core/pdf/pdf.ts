import sharp from 'sharp'
import { AppError } from '../errors.ts'
import { toStorageFailure } from '../storage/storage-failure.ts'
import { pdfLimits } from './limits.ts'
import type { OutlineItem } from './outline.ts'
import { type PageText, unreadPage } from './page-text.ts'
import type { PdfProblem } from './pdf-file.ts'
import type { PageSlice, PdfReply } from './pdf-thread.ts'
import { PdfTaskEnded, runInThread } from './pool.ts'

// Each picture is encoded once: a cache of operations, and threads for each of them, would only hold memory.
sharp.cache(false)
sharp.concurrency(1)

export type { OutlineItem, PageSlice, PageText }

/**
 * Opens the PDF at this path, to learn whether it can be read; gives the title in its metadata, which may be empty or of no use. Throws AppError `pdf.password_required`, `pdf.damaged`,
 * `pdf.no_pages` or `pdf.too_complex`; a file that cannot be read throws as the storage does.
 */
export async function openPdf(path: string, signal?: AbortSignal): Promise<{ pageCount: number; title: string }> {
  const { pageCount, title } = unwrap(await inTime(runInThread({ op: 'open', path }, signal)))
  if (pageCount <= 0) throw problem('no_pages')
  if (pageCount > pdfLimits.pages) {
    const [said, most] = [pageCount, pdfLimits.pages].map((count) => count.toLocaleString('en'))
    throw problem('too_complex', `It says that it has ${said} pages; LexAI reads documents of up to ${most}.`)
  }
  return { pageCount, title }
}

/**
 * Reads from page `from` on, in one thread, for a fraction of a second; `next` says where to go on. A page that cannot be read in
 * time or memory comes with its `problem` set. Throws the signal's reason when aborted.
 */
export async function readSlice(
  path: string,
  { from, to, signal }: { from: number; to: number; signal?: AbortSignal | undefined },
): Promise<PageSlice> {
  try {
    return unwrap(await runInThread({ op: 'read', path, from, to }, signal))
  } catch (error) {
    if (!(error instanceof PdfTaskEnded)) throw error
    if (error.page === 0) throw problem('too_complex')
    return readAround(path, { from, to, lost: error.page, signal })
  }
}

/** The thread is gone and took the slice's pages with it: those before the bad page are read again, the bad one is given up. */
async function readAround(
  path: string,
  { from, to, lost, signal }: { from: number; to: number; lost: number; signal?: AbortSignal | undefined },
): Promise<PageSlice> {
  const pages: PageText[] = []
  let next: number | null = from
  while (next !== null && next < lost) {
    const slice: PageSlice = await readSlice(path, { from: next, to: lost - 1, signal })
    pages.push(...slice.pages)
    next = slice.next
  }
  pages.push(unreadPage(lost, 'too_complex'))
  return { pages, next: lost < to ? lost + 1 : null }
}

/** Every page from `from` to `to`, in order. */
export async function* readPages(
  path: string,
  range: { from: number; to: number; signal?: AbortSignal | undefined },
): AsyncGenerator<PageText> {
  let next: number | null = range.from
  while (next !== null && next <= range.to) {
    const slice: PageSlice = await readSlice(path, { ...range, from: next })
    yield* slice.pages
    next = slice.next
  }
}

/** Draws a page as WebP, `width` pixels wide (64 to 2048). Throws as openPdf does. */
export async function renderPage(
  path: string,
  number: number,
  { width, signal }: { width: number; signal?: AbortSignal | undefined },
): Promise<Buffer> {
  const asked = Math.round(Math.min(2048, Math.max(64, width)))
  const image = unwrap(await inTime(runInThread({ op: 'draw', path, number, width: asked }, signal)))
  const raw = { width: image.width, height: image.height, channels: 4 as const }
  return sharp(image.pixels, { raw }).removeAlpha().webp({ quality: 82, effort: 2 }).toBuffer()
}

/** The document's own table of contents; empty where it has none. Throws as openPdf does. */
export async function outline(path: string, signal?: AbortSignal): Promise<OutlineItem[]> {
  return unwrap(await inTime(runInThread({ op: 'outline', path }, signal)))
}

async function inTime<T>(running: Promise<T>): Promise<T> {
  try {
    return await running
  } catch (error) {
    throw error instanceof PdfTaskEnded ? problem('too_complex') : error
  }
}

function unwrap<T>(reply: PdfReply<T>): T {
  if ('value' in reply) return reply.value
  if ('fileError' in reply) {
    const { message, code } = reply.fileError
    throw toStorageFailure(Object.assign(new Error(message), { code }))
  }
  throw problem(reply.problem)
}

function problem(name: PdfProblem, detail?: string): AppError {
  return new AppError(`pdf.${name}`, detail === undefined ? {} : { detail })
}
