/**
 * The strong ETag of a document's content: the version's number, so that If-Match on PUT names the version that is to be replaced,
 * and the digest of its bytes.
 */
export function contentTag(version: number, sha256: string): string {
  return `"${version}-${sha256}"`
}
