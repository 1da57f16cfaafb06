const compressible =
  /^(?:text\/(?!event-stream)|application\/(?:(?:[\w.-]+\+)?json|javascript|manifest\+json|xml)|image\/svg\+xml)/i

/** Whether a coding makes bodies of this type smaller: JSON, CSV, text and HTML; never PDF, images or event streams. */
export function isCompressible(contentType: string | null | undefined): boolean {
  return contentType ? compressible.test(contentType) : false
}
