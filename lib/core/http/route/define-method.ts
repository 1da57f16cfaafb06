import type { z } from 'zod'
import type { RouteMethod } from '../methods.ts'
import type { Access } from './authorise.ts'
import type { RunIdempotently } from './idempotency.ts'
import type { HandlerInput, MethodSpec, VerifyReplay } from './method-spec.ts'
import type { Replies } from './replies.ts'
import type { Reply } from './reply.ts'
import { type FormBody, toBodySpec, type UploadSpec } from './request-body.ts'

type Schema = z.ZodType
type NoQuery = z.ZodType<Record<string, never>>
type NoBody = z.ZodType<undefined>

/**
 * One method of a route. `Path` are the parameters of the route's pattern, such as `{id: string}`: defineRoute provides them, so
 * that handlers get them typed. A schema in `params` replaces them.
 */
export type Method<Name extends RouteMethod, Path> = MethodSpec & { readonly method: Name; readonly path?: Path }

type Common<A extends Access, Params extends Schema> = {
  summary: string
  access: A
  requireEnabled?: () => void
  /** Parses path parameters. A parameter that does not match is a 404, because no resource has such an id. */
  params?: Params
  replies: Replies
}

type Handler<A extends Access, Params extends Schema, Input, IsRead extends boolean = false> = (
  input: HandlerInput<A, z.output<Params>, IsRead> & Input,
) => Promise<Reply> | Reply

/** GET, and HEAD with it. */
export function get<A extends Access, Path, Query extends Schema = NoQuery, Params extends Schema = z.ZodType<Path>>(
  spec: Common<A, Params> & { query?: Query; handler: Handler<A, Params, { query: z.output<Query> }, true> },
): Method<'GET', Path> {
  return { ...spec, method: 'GET' }
}

/** POST with a JSON body, a form, or no body. A repetition with the same Idempotency-Key gets the stored reply. */
export function post<A extends Access, Path, Body extends Schema = NoBody, Params extends Schema = z.ZodType<Path>>({
  body,
  ...spec
}: Common<A, Params> & {
  body?: Body | FormBody<Body>
  verifyReplay?: VerifyReplay
  handler: Handler<A, Params, { body: z.output<Body> }>
}): Method<'POST', Path> {
  return { ...spec, method: 'POST', body: toBodySpec(body) }
}

/** PUT with a JSON body. */
export function put<A extends Access, Path, Body extends Schema = NoBody, Params extends Schema = z.ZodType<Path>>({
  body,
  ...spec
}: Common<A, Params> & {
  body: Body
  handler: Handler<A, Params, { body: z.output<Body> }>
}): Method<'PUT', Path> {
  return { ...spec, method: 'PUT', body: toBodySpec(body) }
}

/** PATCH with a JSON merge patch. */
export function patch<A extends Access, Path, Body extends Schema = NoBody, Params extends Schema = z.ZodType<Path>>({
  body,
  ...spec
}: Common<A, Params> & {
  body: Body
  precondition: 'required'
  handler: Handler<A, Params, { body: z.output<Body> }>
}): Method<'PATCH', Path> {
  return { ...spec, method: 'PATCH', body: toBodySpec(body) }
}

/** DELETE. */
export function del<A extends Access, Path, Query extends Schema = NoQuery, Params extends Schema = z.ZodType<Path>>(
  spec: Common<A, Params> & {
    query?: Query
    precondition?: 'optional'
    handler: Handler<A, Params, { query: z.output<Query> }>
  },
): Method<'DELETE', Path> {
  return { ...spec, method: 'DELETE' }
}

/** Authorises the caller again, for uploads, which may take long. Throws as the first authorisation does. */
type Reauthorise = { reauthorise: () => Promise<void> }

/** POST whose handler reads the body itself, as an IncomingBody, and calls `runIdempotently` when it has been received. */
export function postUpload<A extends Access, Path, Params extends Schema = z.ZodType<Path>>(
  spec: Common<A, Params> & {
    upload: UploadSpec
    verifyReplay?: VerifyReplay
    handler: Handler<A, Params, Reauthorise & { runIdempotently: RunIdempotently }>
  },
): Method<'POST', Path> {
  return { ...spec, method: 'POST' }
}

/** PUT whose handler reads the body itself, as an IncomingBody. */
export function putUpload<A extends Access, Path, Params extends Schema = z.ZodType<Path>>(
  spec: Common<A, Params> & {
    upload: UploadSpec
    precondition: 'required'
    handler: Handler<A, Params, Reauthorise>
  },
): Method<'PUT', Path> {
  return { ...spec, method: 'PUT' }
}
