import type { QueryClient } from '@tanstack/react-query'
import { fetchOrFail, toApiError } from '#components/api/client.ts'
import { pageImageUrl, pageQuery } from '#components/viewer/document/page-query.ts'
import { type PreparedPrint, printImageWidth } from './print-pages.tsx'

type Document = { documentId: string; version: number; isPageProcessed: (page: number) => boolean }

const maxAttempts = 5
const defaultPauseSeconds = 1

/**
 * Loads the images of pages, and the text of those that are processed, one page after the other. `onPage` gets the number of pages
 * loaded. On 429 and 503 it retries after Retry-After. Throws `ApiError`, and the signal's reason when it is aborted.
 */
export async function preparePrint(
  client: QueryClient,
  { documentId, version, isPageProcessed }: Document,
  numbers: readonly number[],
  { signal, onPage }: { signal: AbortSignal; onPage: (done: number) => void },
): Promise<PreparedPrint['pages']> {
  const pages: { number: number; image: string }[] = []
  try {
    for (const number of numbers) {
      const url = pageImageUrl(documentId, version, number, printImageWidth)
      const [image] = await Promise.all([
        fetchImage(url, signal),
        isPageProcessed(number) ? client.ensureQueryData(pageQuery(documentId, version, number)) : null,
      ])
      pages.push({ number, image: URL.createObjectURL(image) })
      onPage(pages.length)
    }
    return pages
  } catch (error) {
    releasePrint(pages)
    throw error
  }
}

/** Releases the memory of the loaded images. */
export function releasePrint(pages: PreparedPrint['pages']): void {
  for (const { image } of pages) URL.revokeObjectURL(image)
}

async function fetchImage(url: string, signal: AbortSignal): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetchOrFail(url, { signal })
    if (response.ok) return response.blob()
    const isBusy = response.status === 429 || response.status === 503
    if (!isBusy || attempt === maxAttempts) throw await toApiError(response)
    const seconds = Number(response.headers.get('retry-after')) || defaultPauseSeconds
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    signal.throwIfAborted()
  }
}
