/** `Link` to the next page (RFC 8288): the request's own path and query, with the cursor put in. A relative reference, so no host is believed. */
export function nextLink(requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl)
  url.searchParams.set('cursor', cursor)
  return `<${url.pathname}${url.search}>; rel="next"`
}
