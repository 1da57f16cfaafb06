import type { z } from 'zod'
import type { Permission } from '../../auth/permissions.ts'
import type { Caller, Principal } from '../../auth/principal.ts'
import type { ErrorCode } from '../../errors.ts'
import type { RouteMethod } from '../methods.ts'
import type { HeaderName } from '../openapi/headers.ts'
import type { Once } from './idempotency.ts'
import type { Precondition } from './precondition.ts'
import type { Reply } from './reply.ts'

/**
 * Who may: those with a permission; everybody signed in; of these only who came with a session, for what would let an API key outgrow
 * itself (making keys, ending sessions, changing the account); or everybody.
 */
export type Access = Permission | 'signed-in' | 'person' | 'public'

/** An answer that is not JSON, or that carries headers of its own. */
export type ReplyForm = {
  contentType: string
  schema?: z.ZodType
  description?: string
  headers?: readonly HeaderName[]
}

/** No body, but headers of its own. */
type BareReply = { headers: readonly HeaderName[] }

/** What a route refuses with for reasons of its own, beyond what the pipeline refuses with for all. */
type Refusal = { codes: readonly ErrorCode[] }

/**
 * Status to what it carries: a schema is JSON, null is no body, a list is a choice that the client makes by `Accept`; codes are a
 * problem.
 */
export type Replies = Record<number, z.ZodType | ReplyForm | ReplyForm[] | BareReply | Refusal | null>

/** JSON whose ETag serves If-Match: for what answers with a resource, and is not a read, which always has a tag. */
export function tagged(schema: z.ZodType): ReplyForm {
  return { contentType: 'application/json', schema, headers: ['ETag'] }
}

type ParameterNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

/** `/documents/{id}/pages/{n}` gives `{id: string, n: string}`. */
export type PathParams<Pattern extends string> = { [Name in ParameterNames<Pattern>]: string }

/** What a handler is given, everything already checked. */
export type HandlerInput<A extends Access, P, Q, B> = {
  principal: A extends 'public' ? Principal | null : Principal
  caller: Caller
  params: P
  query: Q
  body: B
  request: Request
  /** Aborts when the client leaves. */
  signal: AbortSignal
  precondition: Precondition
  /** The media type to answer with; the one of the route's that the client prefers. */
  accepts: string
  lastEventId: string | null
  /** For uploads: see lib/core/http/route/idempotency.ts. */
  once: Once
  /** For uploads, which take long: asks anew who this is and whether they may. Throws as at the beginning. */
  recheck: () => Promise<void>
}

/** One method of a route. */
export type MethodSpec<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  summary: string
  access: A
  /** Throws where a setting closes this to everybody, such as sign-up. */
  requireOpen?: () => void
  /** Path parameters; a failure is 404, for an id of another form is nobody's. */
  params?: P
  query?: Q
  /** A JSON body. */
  body?: B
  /** An `application/x-www-form-urlencoded` body; the handler finds it in `body`. */
  form?: B
  /**
   * A body that the handler reads itself, as an IncomingBody; `schema` is for the description alone. One said to be longer than
   * `maxBytes` is refused before it is asked for.
   */
  upload?: { accepts: readonly string[]; maxBytes: () => number; schema?: z.ZodType }
  /**
   * Asked before a kept answer is given again for the same Idempotency-Key; throws where it no longer holds: the tokens of an ended
   * session, a document that the caller may not see any more. `principal` is null on public routes.
   */
  stillHolds?: (answer: unknown, asker: { principal: Principal | null; params: unknown }) => Promise<void>
  /** Whether If-Match must be sent (428), for PUT and PATCH on what has an ETag; or counts if it is, for DELETE on such. */
  precondition?: 'needed' | 'if-sent'
  replies: Replies
  handler: (input: HandlerInput<A, z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply> | Reply
}

/** A method with its types forgotten: what the pipeline and OpenAPI work with. */
export type AnyMethodSpec = Omit<MethodSpec<Access, z.ZodType, z.ZodType, z.ZodType>, 'handler'> & {
  // The pipeline gives each handler what its own schemas made, which the compiler cannot see from here.
  handler: (input: never) => Promise<Reply> | Reply
}

export type RouteDefinition = { pattern: string; methods: Partial<Record<RouteMethod, AnyMethodSpec>> }

/** The media types of a method's good answers, its own favourite first. */
export function producedTypes(spec: Pick<AnyMethodSpec, 'replies'>): string[] {
  const good = Object.entries(spec.replies).filter(([status]) => status.startsWith('2'))
  return [...new Set(good.flatMap(([, form]) => replyForms(form).map(({ contentType }) => bareType(contentType))))]
}

/** A reply's forms, with the shorthand for JSON written out. */
export function replyForms(form: Replies[number] | undefined): ReplyForm[] {
  if (!form || 'codes' in form) return []
  if (Array.isArray(form)) return form
  if ('contentType' in form) return [form]
  return 'parse' in form ? [{ contentType: 'application/json', schema: form }] : []
}

/** The headers that a reply has of its own. */
export function ownHeaders(form: Replies[number] | undefined): readonly HeaderName[] {
  if (!form || 'parse' in form || 'codes' in form) return []
  return Array.isArray(form) ? form.flatMap(({ headers = [] }) => headers) : (form.headers ?? [])
}

/** What a route refuses with of its own under a status. */
export function ownCodes(form: Replies[number] | undefined): readonly ErrorCode[] {
  return form && 'codes' in form ? form.codes : []
}

function bareType(contentType: string): string {
  return contentType.split(';', 1)[0] ?? contentType
}
