import type { ErrorCode } from '../errors.ts'

/** Request headers that only Next and we may set among ourselves; a client's are dropped. */
export const reservedHeaders = /^x-(?:lexai|middleware)-|^x-nonce$/

/** The page's path and query, set by middleware.ts, so that signing in leads back to it. */
export const pathHeader = 'x-lexai-path'

/** What is wrong with an API path that Next would answer with a redirect or a page of HTML; null where it may see it. */
export function pathProblem(url: string): ErrorCode | null {
  const path = url.split('?', 1)[0] ?? ''
  if (!/^\/+api(?:\/|$)/.test(path)) return null
  try {
    decodeURIComponent(path)
  } catch {
    return 'request.malformed'
  }
  const isOurs = /^\/api\/(?:v1|auth)(?:\/|$)/.test(path)
  return isOurs && !path.includes('//') && !path.endsWith('/') ? null : 'request.not_found'
}

/** What the access log calls an address that is no API route: its first part, for the rest may hold a mailed token. */
export function routeLabel(url: string): string {
  const [, first = '', rest] = (url.split('?', 1)[0] ?? '').split('/')
  return rest === undefined ? `/${first}` : `/${first}/…`
}
