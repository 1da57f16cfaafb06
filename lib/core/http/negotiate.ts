import Negotiator from 'negotiator'
import { AppError } from '../errors.ts'

/**
 * Which of the route's media types to answer with (RFC 9110, 12.5.1; q=0 refuses), the route's first where the client does
 * not mind. Throws `request.not_acceptable`. A route without a body has nothing to negotiate: null.
 */
export function negotiate(accept: string | null, produces: readonly string[]): string | null {
  const first = produces[0] ?? null
  if (first === null || accept === null || accept === '*/*' || accept === first) return first
  const chosen = new Negotiator({ headers: { accept } }).mediaType([...produces])
  if (chosen === undefined) {
    throw new AppError('request.not_acceptable', { detail: `This address produces ${produces.join(' or ')}.` })
  }
  return chosen
}
