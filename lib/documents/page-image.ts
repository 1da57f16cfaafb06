/** Widths in pixels whose pictures are kept once drawn. Others are drawn afresh, so that nobody fills the disk by asking for all. */
export const pageImageWidths: readonly number[] = [160, 320, 480, 640, 960, 1280, 1920]

/** The picture's name among what is derived from a stored file. */
export function pageImageName(page: number, width: number): string {
  return `page-${page}-${width}.webp`
}
