/** The picture's name among what is derived from a stored file. */
export function pageImageName(page: number, width: number): string {
  return `page-${page}-${width}.webp`
}
