import type { z } from 'zod'
import type { Caller, Principal } from '../../auth/principal.ts'
import type { RouteMethod } from '../methods.ts'
import type { Access, AuthorisedPrincipal } from './authorise.ts'
import type { Precondition } from './precondition.ts'
import type { Replies } from './replies.ts'
import type { Reply } from './reply.ts'
import type { BodySpec, UploadSpec } from './request-body.ts'

/**
 * Called before a stored reply is replayed for an Idempotency-Key. Throws where the reply may not be shown any more, for example
 * because the caller has lost access to the document. `principal` is null on public routes.
 */
export type VerifyReplay = (reply: unknown, context: { principal: Principal | null; params: unknown }) => Promise<void>

/** What the pipeline and the OpenAPI document need to know of a method, without the types of its input. */
export type MethodSpec = {
  summary: string
  access: Access
  /** Throws where a setting has disabled the method, such as registration. */
  requireEnabled?: (() => void) | undefined
  params?: z.ZodType | undefined
  query?: z.ZodType | undefined
  body?: BodySpec | undefined
  upload?: UploadSpec | undefined
  verifyReplay?: VerifyReplay | undefined
  /** Whether If-Match is required (428 without it), or only evaluated where it is sent. */
  precondition?: 'required' | 'optional' | undefined
  replies: Replies
  // The pipeline passes what the method's own schemas returned, so the types agree; the compiler cannot see it here.
  handler: (input: never) => Promise<Reply> | Reply
}

export type RouteDefinition = { pattern: string; methods: Partial<Record<RouteMethod, MethodSpec>> }

/** What every handler receives, after authorisation and validation. */
export type HandlerInput<A extends Access, Params, IsRead extends boolean> = {
  principal: AuthorisedPrincipal<A, IsRead>
  caller: Caller
  params: Params
  request: Request
  /** Aborts when the client disconnects. */
  signal: AbortSignal
  precondition: Precondition
  /** The negotiated media type of the response. */
  responseType: string
}
