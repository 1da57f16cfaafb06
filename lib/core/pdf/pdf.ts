import sharp from 'sharp'
import { AppError } from '../errors.ts'
import { toStorageFailure } from '../storage/storage-failure.ts'
import { pdfLimits } from './limits.ts'
import type { OutlineItem } from './outline.ts'
import { type PageText, unreadablePage } from './page-text.ts'
import type { PdfProblem } from './pdf-error.ts'
import type { PageSlice, PdfReply } from './pdf-worker.ts'
import { PdfTaskTerminated, runInThread } from './thread-pools.ts'

// Each image is encoded once: sharp's operation cache and its own threads would only use memory.
sharp.cache(false)
sharp.concurrency(1)

export type { OutlineItem, PageSlice, PageText }

/**
 * Checks that the PDF at this path can be read; returns the number of pages and the title of its metadata, which may be empty. Throws
 * AppError `pdf.password_required`, `pdf.damaged`, `pdf.no_pages` or `pdf.too_complex`, and `storage.*` for a file that cannot be read.
 */
export async function openPdf(path: string, signal?: AbortSignal): Promise<{ pageCount: number; title: string }> {
  const { pageCount, title } = await runTask(runInThread({ op: 'open', path }, signal))
  if (pageCount <= 0) throw toAppError('no_pages')
  if (pageCount > pdfLimits.pages) {
    const [said, most] = [pageCount, pdfLimits.pages].map((count) => count.toLocaleString('en'))
    throw toAppError('too_complex', `It says that it has ${said} pages; LexAI reads documents of up to ${most}.`)
  }
  return { pageCount, title }
}

/**
 * Extracts the text of pages from `from` on, in one thread, for a fraction of a second; `next` says where to continue. A page that
 * exceeds a limit on time or memory is returned with its `problem`. Throws the signal's reason when aborted.
 */
export async function readSlice(
  path: string,
  { from, to, signal }: { from: number; to: number; signal?: AbortSignal | undefined },
): Promise<PageSlice> {
  try {
    return unwrap(await runInThread({ op: 'read', path, from, to }, signal))
  } catch (error) {
    if (!(error instanceof PdfTaskTerminated)) throw error
    if (error.page === 0) throw toAppError('too_complex')
    return readUpToAbandonedPage(path, { from, to, abandoned: error.page, signal })
  }
}

/** The pages of a slice are lost with its thread: those before the page that exceeded its limit are read again, and that page is not. */
async function readUpToAbandonedPage(
  path: string,
  { from, to, abandoned, signal }: { from: number; to: number; abandoned: number; signal?: AbortSignal | undefined },
): Promise<PageSlice> {
  const pages: PageText[] = []
  let next: number | null = from
  while (next !== null && next < abandoned) {
    const slice: PageSlice = await readSlice(path, { from: next, to: abandoned - 1, signal })
    pages.push(...slice.pages)
    next = slice.next
  }
  pages.push(unreadablePage(abandoned, 'too_complex'))
  return { pages, next: abandoned < to ? abandoned + 1 : null }
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

/** Renders a page, counted from 1, as WebP; `width` is in pixels and clamped to 64–2048. Throws as openPdf does. */
export async function renderPage(
  path: string,
  number: number,
  { width, signal }: { width: number; signal?: AbortSignal | undefined },
): Promise<Buffer> {
  const clampedWidth = Math.round(Math.min(2048, Math.max(64, width)))
  const bitmap = await runTask(runInThread({ op: 'render', path, number, width: clampedWidth }, signal))
  const raw = { width: bitmap.width, height: bitmap.height, channels: 4 as const }
  return sharp(bitmap.pixels, { raw }).removeAlpha().webp({ quality: 82, effort: 2 }).toBuffer()
}

/** The document's outline (bookmarks); empty if it has none. Throws as openPdf does. */
export async function outline(path: string, signal?: AbortSignal): Promise<OutlineItem[]> {
  return runTask(runInThread({ op: 'outline', path }, signal))
}

async function runTask<T>(task: Promise<PdfReply<T>>): Promise<T> {
  try {
    return unwrap(await task)
  } catch (error) {
    throw error instanceof PdfTaskTerminated ? toAppError('too_complex') : error
  }
}

function unwrap<T>(reply: PdfReply<T>): T {
  if ('value' in reply) return reply.value
  if ('fileError' in reply) {
    const { message, code } = reply.fileError
    throw toStorageFailure(Object.assign(new Error(message), { code }))
  }
  throw toAppError(reply.problem)
}

function toAppError(problem: PdfProblem, detail?: string): AppError {
  return new AppError(`pdf.${problem}`, detail === undefined ? {} : { detail })
}
