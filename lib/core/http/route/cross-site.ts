import { AppError } from '../../errors.ts'

/**
 * A cookie comes along whoever made the browser send the request, so a change made with one has to come from our own pages:
 * the browser says `Sec-Fetch-Site: same-origin`, or the `Origin` is ours. Neither can be set by a page's script.
 */
export function requireSameOrigin(headers: Headers, publicOrigin: string): void {
  if (headers.get('sec-fetch-site') === 'same-origin') return
  if (headers.get('origin') === publicOrigin) return
  throw new AppError('request.cross_site')
}
