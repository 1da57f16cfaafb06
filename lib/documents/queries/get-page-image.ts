import { LRUCache } from 'lru-cache'
import { type Principal, principalKey } from '#lib/core/auth/principal.ts'
import { CoalescedWork } from '#lib/core/concurrency/coalesced-work.ts'
import { sharedFairLimiter } from '#lib/core/concurrency/fair-limiter.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'
import { renderPage } from '#lib/core/pdf/pdf.ts'
import { renderingThreads } from '#lib/core/pdf/thread-pools.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { pageImageName, pageImageTag } from '../page-image.ts'
import { recordDocumentRead } from '../record-read.ts'
import { keptImageWidths } from '../schema.ts'
import { getVersion } from './get-document.ts'

/** One user never occupies all threads if there are several: rendering a page may take up to `pdfLimits.pageMs`. */
const limiter = sharedFairLimiter('page-images', {
  running: renderingThreads,
  runningPerKey: Math.max(1, renderingThreads - 1),
  waiting: 512,
  waitingPerGroup: 64,
})
/** Up to this width, in pixels, the text of a page is illegible, so that no read is recorded. */
const thumbnailWidth = 480
const renderings = new CoalescedWork<Buffer>()
/** Rendering errors by file and page number, so that repeated requests do not each run into the time limit. */
const failures = new LRUCache<string, AppError>({ max: 5000, ttl: 10 * 60_000 })

type Options = { width: number; version?: number | undefined }

/** A page image: its strong ETag, and a function that reads or renders it. */
export type PageImage = { etag: string; read: (signal?: AbortSignal) => Promise<Buffer> }

/**
 * A page rendered as WebP, `width` pixels wide. The standard widths are stored as derived files; concurrent requests for an image share one
 * rendering, which is aborted when all of them are. Users are served in rotation. Throws `request.not_found`; `read` throws
 * `server.overloaded` if too many requests wait, and what renderPage throws for an unreadable file, which is cached for ten minutes.
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
  const renderWithinLimit = (signal?: AbortSignal) =>
    limiter.run(
      { key: principalKey(principal), signal },
      async () => (await findStoredImage(page)) ?? render(page, signal),
    )
  return {
    etag: pageImageTag(version.sha256, number, width),
    read: async (signal) => {
      const image = (await findStoredImage(page)) ?? (await renderWithinLimit(signal))
      if (width > thumbnailWidth) await recordDocumentRead(principal, version, 'image')
      return image
    },
  }
}

type Page = { sha256: string; number: number; width: number }

/** The stored image, or null; throws the cached error if rendering has failed. */
async function findStoredImage({ sha256, number, width }: Page): Promise<Buffer | null> {
  const failure = failures.get(`${sha256} ${number}`)
  if (failure) throw failure
  return storage.readDerived(sha256, pageImageName(number, width))
}

function render({ sha256, number, width }: Page, signal: AbortSignal | undefined): Promise<Buffer> {
  const name = pageImageName(number, width)
  const work = async (renderSignal: AbortSignal) => {
    try {
      const image = await storage.withLocalFile(sha256, (path) =>
        renderPage(path, number, { width, signal: renderSignal }),
      )
      if (keptImageWidths.some((stored) => stored === width)) await storeImage(sha256, name, image)
      return image
    } catch (error) {
      // Storage errors are temporary; errors of the file are permanent.
      if (error instanceof AppError && error.code.startsWith('pdf.')) failures.set(`${sha256} ${number}`, error)
      throw error
    }
  }
  return renderings.run(`${sha256} ${name}`, work, signal)
}

/** Stores an image. If that fails, the image is rendered again by the next request. */
async function storeImage(sha256: string, name: string, image: Buffer): Promise<void> {
  try {
    await storage.writeDerived(sha256, name, image)
  } catch (error) {
    log.warn({ err: error, sha256, name }, 'a page image could not be stored')
  }
}
