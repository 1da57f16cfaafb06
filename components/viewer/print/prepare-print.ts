import type { QueryClient } from '@tanstack/react-query'
import { fetchOrFail, toApiError } from '#components/api/client.ts'
import { pageImageUrl, pageQuery } from '#components/viewer/document/page-query.ts'
import { type PreparedPrint, printImageWidth } from './print-pages.tsx'

type Document = { documentId: string; version: number; isRead: (page: number) => boolean }

const maxAttempts = 5
const usualPauseSeconds = 1

/**
 * Fetches the pictures of pages, and the text of those that have been processed, one page after the other; `onPage` tells how many
 * are there. A busy server is asked again after the time it names. Throws `ApiError`, and the signal's reason when it is aborted.
 */
export async function preparePrint(
  client: QueryClient,
  { documentId, version, isRead }: Document,
  numbers: readonly number[],
  { signal, onPage }: { signal: AbortSignal; onPage: (done: number) => void },
): Promise<PreparedPrint['pages']> {
  const pages: { number: number; image: string }[] = []
  try {
    for (const number of numbers) {
      const url = pageImageUrl(documentId, version, number, printImageWidth)
      const [picture] = await Promise.all([
        fetchPicture(url, signal),
        isRead(number) ? client.ensureQueryData(pageQuery(documentId, version, number)) : null,
      ])
      pages.push({ number, image: URL.createObjectURL(picture) })
      onPage(pages.length)
    }
    return pages
  } catch (error) {
    releasePrint(pages)
    throw error
  }
}

/** Gives the memory of fetched pictures back. */
export function releasePrint(pages: PreparedPrint['pages']): void {
  for (const { image } of pages) URL.revokeObjectURL(image)
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetchOrFail(url, { signal })
    if (response.ok) return response.blob()
    const isBusy = response.status === 429 || response.status === 503
    if (!isBusy || attempt === maxAttempts) throw await toApiError(response)
    const seconds = Number(response.headers.get('retry-after')) || usualPauseSeconds
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    signal.throwIfAborted()
  }
}
