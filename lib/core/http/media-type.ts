const compressible =
  /^(?:text\/(?!event-stream)|application\/(?:(?:[\w.-]+\+)?json|javascript|manifest\+json|xml)|image\/svg\+xml)/i

/** Whether compression makes sense for this media type: JSON, CSV, text and HTML, but not PDF, images or event streams. */
export function isCompressible(contentType: string | null | undefined): boolean {
  return contentType ? compressible.test(contentType) : false
}
