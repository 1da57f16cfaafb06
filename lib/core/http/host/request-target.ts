import type { IncomingMessage } from 'node:http'
import type { CoreErrorCode } from '../../errors.ts'
import { knownMethods } from '../methods.ts'
import { reservedHeaders } from '../reserved-headers.ts'

/** Whether a request target is a page or a static file, which support GET and HEAD only. Writes go to /api and are no pages. */
export function isPageTarget(url: string): boolean {
  return !/^\/(?:api|\.well-known)\//.test(url)
}

/** Request headers of Next's client-side navigation. On other paths Next would respond to them with a redirect. */
const pageHeaders = /^(?:rsc$|next-|x-nextjs-)/

/**
 * Whether server.ts removes a client's header before Next sees it. `url` is the request target in origin form. Page requests lose
 * Content-Type, because middleware.ts does not run for uploads and must not be bypassed by claiming one.
 */
export function isStrippedHeader(name: string, url: string): boolean {
  if (reservedHeaders.test(name)) return true
  return isPageTarget(url) ? name === 'content-type' : pageHeaders.test(name)
}

/**
 * Converts a request target in absolute form (`http://host/path`), which every server must accept, to origin form. Its host replaces
 * the Host header (RFC 9112, 3.2.2).
 */
export function toOriginForm(request: IncomingMessage): void {
  const { url = '' } = request
  const [origin, host] = /^https?:\/\/([^/?]*)/i.exec(url) ?? []
  const rest = url.slice(origin?.length ?? 0)
  if (host === undefined) return
  request.headers.host = host
  request.url = rest.startsWith('/') ? rest : `/${rest}`
}

/** The syntax of Host. It may be empty (RFC 9110, 7.2). */
const hostValue = /^[\w.~!$&'()*+,;=:%[\]-]*$/

/** The error code for a request that violates HTTP, or that Next would answer with a redirect or an HTML page; null if valid. */
export function findRequestError({ method = '', url = '/', httpVersion, headers, rawHeaders }: IncomingMessage) {
  const countOf = (field: string) =>
    rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === field).length
  // RFC 9112, 3.2: exactly one Host in an HTTP/1.1 request.
  const isHostInvalid = httpVersion === '1.1' && countOf('host') !== 1
  if (isHostInvalid || !hostValue.test(headers.host ?? '')) return 'request.malformed'
  if (!knownMethods.has(method)) return 'request.method_unknown'
  // Node keeps only the first one; a proxy in front may have evaluated another.
  if (countOf('authorization') > 1) return 'auth.ambiguous'
  // RFC 9112, 3.2.4: the asterisk form is valid for OPTIONS only.
  return method === 'OPTIONS' && url === '*' ? null : findPathError(url)
}

const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/** The error code for a path that is malformed, or that is under /api but cannot belong to a route; null if valid. */
export function findPathError(url: string): CoreErrorCode | null {
  const path = url.split('?', 1)[0] ?? ''
  // A target contains neither \ nor # (RFC 9112, 3.2); Next would treat a backslash as a slash.
  if (!path.startsWith('/') || path.includes('\\') || url.includes('#') || !isDecodable(path))
    return 'request.malformed'
  if (dotSegment.test(path)) return 'request.not_found'
  if (!/^\/+api(?:\/|$)/.test(path)) return null
  const isKnownPrefix = /^\/api\/(?:v1(?:\/|$)|auth\/)/.test(path)
  return isKnownPrefix && !path.includes('//') && !path.endsWith('/') ? null : 'request.not_found'
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** The access log's label for a path that is not an API route: its first segment, because the rest may contain a token. */
export function routeLabel(url: string): string {
  const [, first = '', rest] = (url.split('?', 1)[0] ?? '').split('/')
  return rest === undefined ? `/${first}` : `/${first}/…`
}
