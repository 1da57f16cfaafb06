/** Resource limits for one PDF. A page or document that exceeds one is abandoned; see docs/decisions/pdfs-are-parsed-in-worker-threads.md. */
export const pdfLimits = {
  /** Wall-clock time for opening the file, and for each page. */
  openMs: 15_000,
  pageMs: 15_000,
  /** PDFium's WASM heap in a text extraction thread and in the rendering thread, and the JavaScript heap of either. */
  extractionHeapBytes: 144 * 1024 * 1024,
  renderingHeapBytes: 256 * 1024 * 1024,
  threadHeapMb: 128,
  /** A thread whose WASM heap has grown past this is terminated after its task, because WASM memory never shrinks. */
  reusableHeapBytes: 64 * 1024 * 1024,
  pages: 50_000,
  /** PDF 2.0 allows 14,400 units per side; the margin is for files that ignore it. */
  pageSidePoints: 200_000,
  textUnitsPerPage: 150_000,
  /** A slice ends when the first of these is reached; the page being read is always completed. */
  sliceMs: 400,
  slicePages: 256,
  sliceTextUnits: 4_000_000,
  /** Pages of one document that may exceed a limit (time, memory) before the whole document is abandoned. */
  pagesGivenUp: 3,
  outlineItems: 5_000,
  outlineDepth: 16,
  imagePixels: 16_000_000,
  /** WebP's maximum height. */
  imageHeight: 16_383,
} as const
