/** Increment it when the rendering of pages changes: it invalidates cached images. */
const renderingRevision = 1

/** The strong ETag of a page image, computed without rendering: the same file, page and width give the same bytes. */
export function pageImageTag(sha256: string, page: number, width: number): string {
  return `"${sha256.slice(0, 32)}-${page}-${width}-${renderingRevision}"`
}

/** The name of a page image among the derived files of a blob. */
export function pageImageName(page: number, width: number): string {
  return `page-${page}-${width}.webp`
}
