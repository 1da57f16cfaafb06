import { parse } from 'content-type'
import Negotiator from 'negotiator'
import { AppError } from '../../errors.ts'

/**
 * Which of the route's media types to answer with (RFC 9110, 12.5.1; q=0 refuses), the route's first where the client does
 * not mind. Throws `request.not_acceptable`. A route without a body has nothing to negotiate: null. Of the parameters only q
 * counts: no route makes two forms of one type, so a charset or a version has nothing to choose between.
 */
export function negotiate(accept: string | null, produces: readonly string[]): string | null {
  const first = produces[0] ?? null
  const sent = accept?.trim() ?? ''
  if (first === null || sent === '' || sent === '*/*' || sent === first) return first
  const chosen = new Negotiator({ headers: { accept: withoutParameters(sent) } }).mediaType([...produces])
  if (chosen === undefined) {
    throw new AppError('request.not_acceptable', { detail: `This address produces ${produces.join(' or ')}.` })
  }
  return chosen
}

/** The members of Accept with no parameter but q, in linear time. */
function withoutParameters(accept: string): string {
  const members: string[] = []
  for (let start = 0; start < accept.length; ) {
    const { type, parameters, index } = parse(accept, { comma: true, start })
    members.push(parameters.q === undefined ? type : `${type};q=${Number.parseFloat(parameters.q)}`)
    start = index + 1
  }
  return members.join(',')
}
