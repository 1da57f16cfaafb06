import { callerOf } from '../caller.ts'
import { problemReply } from './problem.ts'
import type { Reply } from './reply.ts'
import { type Exchange, respond } from './respond.ts'

/** Responds for a public route outside /api/v1, with the same validators, headers and problem documents as defineRoute. */
export async function respondUnauthenticated(request: Request, work: () => Reply | Promise<Reply>): Promise<Response> {
  const { requestId } = callerOf(request.headers)
  const startedAt = performance.now()
  const exchange: Exchange = { request, requestId, startedAt, principal: null, vary: [], extraHeaders: {} }
  try {
    return respond(await work(), exchange)
  } catch (error) {
    return respond(problemReply(error, requestId), exchange)
  }
}
