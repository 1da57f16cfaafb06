/** What one PDF may cost. Past any of these it, or the page, is given up; see docs/decisions/pdfs-are-parsed-in-worker-threads.md. */
export const pdfLimits = {
  /** Wall time for opening the file, and for any one page. */
  openMs: 15_000,
  pageMs: 15_000,
  /** PDFium's heap in a thread that reads text, and in one that draws pages; the JavaScript heap of either. */
  readingHeapBytes: 144 * 1024 * 1024,
  drawingHeapBytes: 256 * 1024 * 1024,
  threadHeapMb: 128,
  /** A thread whose heap grew past this is ended after the task, for WASM memory never shrinks. */
  keptHeapBytes: 64 * 1024 * 1024,
  pages: 50_000,
  /** PDF 2.0 knows 14,400 units; anything past this is no page that a person could read. */
  pageSidePoints: 200_000,
  textUnitsPerPage: 150_000,
  /** A slice ends at whichever comes first; a running page is finished. */
  sliceMs: 400,
  slicePages: 256,
  sliceTextUnits: 4_000_000,
  /** Pages of one document that may run into a limit (time, memory) before the document is given up. */
  pagesGivenUp: 3,
  outlineItems: 5_000,
  outlineDepth: 16,
  imagePixels: 16_000_000,
  /** As high as a WebP can be. */
  imageHeight: 16_383,
} as const
