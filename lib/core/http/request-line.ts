import type { IncomingMessage } from 'node:http'
import type { CoreErrorCode } from '../errors.ts'
import { knownMethods } from './methods.ts'

/** Request headers that only Next and we may set among ourselves; a client's are dropped. */
export const reservedHeaders = /^x-(?:lexai|middleware)-|^x-nonce$|^content-security-policy/

/** The page's path and query, set by middleware.ts, so that signing in leads back to it. */
export const pathHeader = 'x-lexai-path'

/** Whether a target is one that is only read: a page or a file. Every write is a route's. */
export function isPage(url: string): boolean {
  return !/^\/(?:api|\.well-known)\//.test(url)
}

/** Request headers by which Next tells its own pages' requests; on any other address it answers them with a redirect. */
const pageHeaders = /^(?:rsc$|next-|x-nextjs-)/

/**
 * Whether a client's header is kept from Next. `url` is the request's target in origin form. Pages take no body, and middleware.ts
 * looks away from what says it is an upload: so a page's request may not say so.
 */
export function isDropped(name: string, url: string): boolean {
  if (reservedHeaders.test(name)) return true
  return isPage(url) ? name === 'content-type' : pageHeaders.test(name)
}

/**
 * Brings a target in absolute form (`http://host/path`), which every server has to accept, into origin form. Its host then counts
 * in the place of the Host header (RFC 9112, 3.2.2).
 */
export function toOriginForm(request: IncomingMessage): void {
  const { url = '' } = request
  const [origin, host] = /^https?:\/\/([^/?]*)/i.exec(url) ?? []
  const rest = url.slice(origin?.length ?? 0)
  if (host === undefined) return
  request.headers.host = host
  request.url = rest.startsWith('/') ? rest : `/${rest}`
}

/** What a name or address in Host may be made of; an empty one is allowed (RFC 9110, 7.2). */
const hostValue = /^[\w.~!$&'()*+,;=:%[\]-]*$/

/** What HTTP itself forbids, or what Next would answer with a redirect or a page of HTML; null where Next may see it. */
export function requestProblem({ method = '', url = '/', httpVersion, headers, rawHeaders }: IncomingMessage) {
  const countOf = (field: string) =>
    rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === field).length
  // RFC 9112, 3.2: one Host in every HTTP/1.1 request.
  const isHostWrong = httpVersion === '1.1' && countOf('host') !== 1
  if (isHostWrong || !hostValue.test(headers.host ?? '')) return 'request.malformed'
  if (!knownMethods.has(method)) return 'request.method_unknown'
  // Node drops all but the first; a proxy before it may have believed another.
  if (countOf('authorization') > 1) return 'auth.ambiguous'
  // RFC 9112, 3.2.4: the asterisk is for OPTIONS alone.
  return method === 'OPTIONS' && url === '*' ? null : pathProblem(url)
}

const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/** What is wrong with a path: it cannot be read, or, of the API, it is none that a route has. */
export function pathProblem(url: string): CoreErrorCode | null {
  const path = url.split('?', 1)[0] ?? ''
  // Neither stands in a target (RFC 9112, 3.2); Next would read a backslash as a slash.
  if (!path.startsWith('/') || path.includes('\\') || url.includes('#') || !isDecodable(path))
    return 'request.malformed'
  if (dotSegment.test(path)) return 'request.not_found'
  if (!/^\/+api(?:\/|$)/.test(path)) return null
  const isOurs = /^\/api\/(?:v1(?:\/|$)|auth\/)/.test(path)
  return isOurs && !path.includes('//') && !path.endsWith('/') ? null : 'request.not_found'
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** What the access log calls an address that is no API route: its first part, for the rest may hold a mailed token. */
export function routeLabel(url: string): string {
  const [, first = '', rest] = (url.split('?', 1)[0] ?? '').split('/')
  return rest === undefined ? `/${first}` : `/${first}/…`
}
