import { parse } from 'content-type'
import Negotiator from 'negotiator'
import { AppError } from '../../errors.ts'

/**
 * Chooses the response's media type by `Accept` (RFC 9110, 12.5.1), the first of `produces` where the client has no preference; null for
 * a route without a body. Parameters other than q are ignored, because no route produces two variants of one type. Throws
 * `request.not_acceptable`.
 */
export function negotiate(accept: string | null, produces: readonly string[]): string | null {
  const first = produces[0] ?? null
  const sent = accept?.trim() ?? ''
  if (first === null || sent === '' || sent === '*/*' || sent === first) return first
  const chosen = new Negotiator({ headers: { accept: withoutParameters(sent) } }).mediaType([...produces])
  if (chosen === undefined) {
    throw new AppError('request.not_acceptable', { detail: `This route produces ${produces.join(' or ')}.` })
  }
  return chosen
}

/** The members of Accept without parameters other than q, in linear time. */
function withoutParameters(accept: string): string {
  const members: string[] = []
  for (let start = 0; start < accept.length; ) {
    const { type, parameters, index } = parse(accept, { comma: true, start })
    members.push(parameters.q === undefined ? type : `${type};q=${Number.parseFloat(parameters.q)}`)
    start = index + 1
  }
  return members.join(',')
}
