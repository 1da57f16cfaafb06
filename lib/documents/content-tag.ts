/**
 * The strong ETag of a document's content: the version number, so that If-Match on PUT refers to the version to be replaced, and the
 * SHA-256 of its bytes.
 */
export function contentTag(version: number, sha256: string): string {
  return `"${version}-${sha256}"`
}
