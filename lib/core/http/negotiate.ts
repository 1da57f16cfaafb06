import Negotiator from 'negotiator'
import { AppError } from '../errors.ts'

/** A parameter of a media type in `Accept`, its value a token or a quoted string. */
const parameter = /\s*;\s*([^=;,\s]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;,]*))?/g

/**
 * Which of the route's media types to answer with (RFC 9110, 12.5.1; q=0 refuses), the route's first where the client does
 * not mind. Throws `request.not_acceptable`. A route without a body has nothing to negotiate: null. Of the parameters only q
 * counts: no route makes two forms of one type, so a charset or a version has nothing to choose between.
 */
export function negotiate(accept: string | null, produces: readonly string[]): string | null {
  const first = produces[0] ?? null
  const sent = accept?.trim() ?? ''
  if (first === null || sent === '' || sent === '*/*' || sent === first) return first
  const bare = sent.replace(parameter, (_, name: string, value = '') => (/^q$/i.test(name) ? `;q=${value.trim()}` : ''))
  const chosen = new Negotiator({ headers: { accept: bare } }).mediaType([...produces])
  if (chosen === undefined) {
    throw new AppError('request.not_acceptable', { detail: `This address produces ${produces.join(' or ')}.` })
  }
  return chosen
}
