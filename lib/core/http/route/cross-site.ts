import { AppError } from '../../errors.ts'

/**
 * CSRF protection for requests authenticated by cookie: the browser must send `Sec-Fetch-Site: same-origin` or LexAI's own `Origin`,
 * neither of which a script can set. Throws `request.cross_site`.
 */
export function requireSameOrigin(headers: Headers, publicOrigin: string): void {
  if (headers.get('sec-fetch-site') === 'same-origin') return
  if (headers.get('origin') === publicOrigin) return
  throw new AppError('request.cross_site')
}
