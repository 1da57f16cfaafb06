/**
 * The strong ETag of a document's content. The version's number stands where other resources have their revision, so that
 * If-Match on PUT names the version that is to be replaced; the digest of the bytes makes it true for every cache.
 */
export function contentTag(version: number, sha256: string): string {
  return `"${version}-${sha256}"`
}
