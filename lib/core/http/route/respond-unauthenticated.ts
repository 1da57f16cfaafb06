import { callerOf } from '../caller.ts'
import { problemReply } from './problem.ts'
import type { Reply } from './reply.ts'
import { type Exchange, respond } from './respond.ts'

/** Answers for a route outside /api/v1, which asks nobody who they are: with the same validators, headers and problems. */
export async function answerPlainly(request: Request, work: () => Reply | Promise<Reply>): Promise<Response> {
  const { requestId } = callerOf(request.headers)
  const startedAt = performance.now()
  const exchange: Exchange = { request, requestId, startedAt, principal: null, vary: [], fields: {} }
  try {
    return respond(await work(), exchange)
  } catch (error) {
    return respond(problemReply(error, requestId), exchange)
  }
}
