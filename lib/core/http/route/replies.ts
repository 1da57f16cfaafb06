import type { z } from 'zod'
import type { ErrorCode } from '../../errors.ts'
import type { HeaderName } from '../openapi/headers.ts'

/** A reply that is not plain JSON, or that has headers of its own. */
export type ReplyForm = {
  contentType: string
  schema?: z.ZodType
  description?: string
  headers?: readonly HeaderName[]
}

/** A reply without a body that has headers of its own. */
type BodilessReply = { headers: readonly HeaderName[] }

/** The error codes that only this route returns with a status; those of the pipeline are documented for all routes. */
type RouteErrors = { codes: readonly ErrorCode[] }

/**
 * The replies of a method by status. A schema means JSON, null means no body, an array means that the client chooses by `Accept`,
 * and `codes` means a problem document.
 */
export type Replies = Record<number, z.ZodType | ReplyForm | ReplyForm[] | BodilessReply | RouteErrors | null>

/** JSON with an ETag for If-Match, for methods other than GET that return a resource. Replies to GET always have an ETag. */
export function withETag(schema: z.ZodType): ReplyForm {
  return { contentType: 'application/json', schema, headers: ['ETag'] }
}

/** The media types of a method's 2xx replies, the preferred one first. */
export function producedTypes({ replies }: { replies: Replies }): string[] {
  const successful = Object.entries(replies).filter(([status]) => status.startsWith('2'))
  const types = successful.flatMap(([, reply]) => replyForms(reply).map(({ contentType }) => bareType(contentType)))
  return [...new Set(types)]
}

/** The forms of one reply, with the JSON shorthand expanded. */
export function replyForms(reply: Replies[number] | undefined): ReplyForm[] {
  if (!reply || 'codes' in reply) return []
  if (Array.isArray(reply)) return reply
  if ('contentType' in reply) return [reply]
  return 'parse' in reply ? [{ contentType: 'application/json', schema: reply }] : []
}

/** The headers that a reply declares itself. */
export function ownHeaders(reply: Replies[number] | undefined): readonly HeaderName[] {
  if (!reply || 'parse' in reply || 'codes' in reply) return []
  return Array.isArray(reply) ? reply.flatMap(({ headers = [] }) => headers) : (reply.headers ?? [])
}

/** The error codes that a route declares for one status. */
export function ownCodes(reply: Replies[number] | undefined): readonly ErrorCode[] {
  return reply && 'codes' in reply ? reply.codes : []
}

function bareType(contentType: string): string {
  return contentType.split(';', 1)[0] ?? contentType
}
