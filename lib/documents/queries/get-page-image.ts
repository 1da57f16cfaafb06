import { LRUCache } from 'lru-cache'
import { type Principal, principalKey } from '#lib/core/auth/principal.ts'
import { CoalescedWork } from '#lib/core/concurrency/coalesced-work.ts'
import { sharedFairLimiter } from '#lib/core/concurrency/fair-limiter.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'
import { renderPage } from '#lib/core/pdf/pdf.ts'
import { drawingThreads } from '#lib/core/pdf/pool.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { noteRead } from '../note-read.ts'
import { pageImageName, pageImageTag } from '../page-image.ts'
import { keptImageWidths } from '../schema.ts'
import { getVersion } from './get-document.ts'

/** One thread is left for others, where there is more than one: a page may take as long as `pdfLimits.pageMs`. */
const limiter = sharedFairLimiter('page-images', {
  running: drawingThreads,
  runningPerKey: Math.max(1, drawingThreads - 1),
  waiting: 512,
  waitingPerGroup: 64,
})
/** Up to this width, in pixels, a page's text cannot be read. */
const thumbnailWidth = 480
const drawings = new CoalescedWork<Buffer>()
/** Pages that could not be drawn, by file and number, so that each request does not take all the time that a page may take. */
const failures = new LRUCache<string, AppError>({ max: 5000, ttl: 10 * 60_000 })

type Options = { width: number; version?: number | undefined }

/** A page as a picture: its strong ETag, and how it is read, which may mean drawing it. */
export type PageImage = { etag: string; read: (signal?: AbortSignal) => Promise<Buffer> }

/**
 * A page drawn as WebP, `width` pixels wide. Drawn once: the usual widths are kept beside the file, and who asks while it is being
 * drawn waits for the same picture. Persons are served in rotation; drawing stops when the last who asked has left. Throws
 * `request.not_found`; `read` throws `server.overloaded` where too many wait, and what renderPage throws for a file that cannot be
 * read, which is remembered for ten minutes.
 */
export async function findPageImage(
  principal: Principal,
  documentId: string,
  number: number,
  { width, version: versionNumber }: Options,
): Promise<PageImage> {
  const version = await getVersion(principal, documentId, versionNumber)
  if (version.pageCount !== null && number > version.pageCount) throw notFound()
  const page: Page = { sha256: version.sha256, number, width }
  const drawInTurn = (signal?: AbortSignal) =>
    limiter.run({ key: principalKey(principal), signal }, async () => (await findKept(page)) ?? draw(page, signal))
  return {
    etag: pageImageTag(version.sha256, number, width),
    read: async (signal) => {
      const image = (await findKept(page)) ?? (await drawInTurn(signal))
      if (width > thumbnailWidth) await noteRead(principal, version, 'image')
      return image
    },
  }
}

type Page = { sha256: string; number: number; width: number }

/** The picture, where it was drawn before; throws where that failed. */
async function findKept({ sha256, number, width }: Page): Promise<Buffer | null> {
  const failure = failures.get(`${sha256} ${number}`)
  if (failure) throw failure
  return storage.readDerived(sha256, pageImageName(number, width))
}

function draw({ sha256, number, width }: Page, signal: AbortSignal | undefined): Promise<Buffer> {
  const name = pageImageName(number, width)
  const work = async (ending: AbortSignal) => {
    try {
      const image = await storage.withLocalFile(sha256, (path) => renderPage(path, number, { width, signal: ending }))
      if (keptImageWidths.some((kept) => kept === width)) await keep(sha256, name, image)
      return image
    } catch (error) {
      // A failure of the storage passes; what is wrong with the file does not.
      if (error instanceof AppError && error.code.startsWith('pdf.')) failures.set(`${sha256} ${number}`, error)
      throw error
    }
  }
  return drawings.run(`${sha256} ${name}`, work, signal)
}

/** Keeps a picture for later. Where it cannot be stored it is drawn again the next time. */
async function keep(sha256: string, name: string, image: Buffer): Promise<void> {
  try {
    await storage.writeDerived(sha256, name, image)
  } catch (error) {
    log.warn({ err: error, sha256, name }, 'a page image could not be stored')
  }
}
