/** Counts changes of how pages are drawn, so that caches do not keep what is drawn otherwise now. */
const drawingRevision = 1

/** The strong ETag of a page's picture, known without drawing it: the same file, page and width give the same bytes. */
export function pageImageTag(sha256: string, page: number, width: number): string {
  return `"${sha256.slice(0, 32)}-${page}-${width}-${drawingRevision}"`
}

/** The picture's name among what is derived from a stored file. */
export function pageImageName(page: number, width: number): string {
  return `page-${page}-${width}.webp`
}
