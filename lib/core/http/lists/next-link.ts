/** The `Link` header to the next page (RFC 8288): path and query of the request with the new cursor. Relative, so it does not depend on Host. */
export function nextLink(requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl)
  url.searchParams.set('cursor', cursor)
  return `<${url.pathname}${url.search}>; rel="next"`
}
