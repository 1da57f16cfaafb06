import { authenticate } from '../../auth/authenticate.ts'
import { type Caller, principalKey, usesCookie } from '../../auth/principal.ts'
import { env } from '../../env.ts'
import { AppError, notFound } from '../../errors.ts'
import { logAccess, recordPrincipal, recordRoute } from '../access-log.ts'
import { callerOf } from '../caller.ts'
import { isPreflight, preflightHeaders } from '../cors.ts'
import { limitPrincipal } from '../limits/principal-limit.ts'
import { consumeClientLimit, refundClientLimit, withLimitReport } from '../limits/rate-limits.ts'
import { allowHeader, isUnsafe, type RouteMethod, routeMethods } from '../methods.ts'
import { requestContext } from '../request-context.ts'
import { authorise } from './authorise.ts'
import { requireSameOrigin } from './cross-site.ts'
import { idempotencyKey, type RunIdempotently, runBodyIdempotently, runUploadIdempotently } from './idempotency.ts'
import type { MethodSpec, RouteDefinition } from './method-spec.ts'
import { negotiate } from './negotiate.ts'
import { parsePrecondition } from './precondition.ts'
import { problemReply } from './problem.ts'
import { type PathValues, readInput, readParams, readQuery } from './read-input.ts'
import { reportRefusal } from './refusals.ts'
import { producedTypes } from './replies.ts'
import { noContent, type Reply } from './reply.ts'
import { type Exchange, respond } from './respond.ts'

/** Next passes no params to a route without parameters. */
export type RouteContext = { params?: Promise<PathValues | undefined> }

/** Handles one request to a route from authentication to the access log. Never throws: errors become problem documents. */
export async function handleRequest(route: RouteDefinition, request: Request, context: RouteContext) {
  const startedAt = performance.now()
  recordRoute(route.pattern)
  const caller = callerOf(request.headers)
  const exchange: Exchange = {
    ...{ request, requestId: caller.requestId, startedAt, principal: null },
    ...{ vary: [], extraHeaders: {} },
  }
  let response: Response
  try {
    const reply = await withLimitReport(exchange.extraHeaders, () => run(route, exchange, caller, context))
    response = respond(reply, exchange)
  } catch (error) {
    // The client has disconnected: what its abort signal threw is no error of the server, and nobody receives the response.
    const isAborted = request.signal.aborted && !(error instanceof AppError)
    if (error instanceof AppError) {
      const { code } = error
      reportRefusal({ who: exchange.principal ?? caller, code, method: request.method, route: route.pattern })
    }
    response = respond(problemReply(isAborted ? new AppError('request.timeout') : error, caller.requestId), exchange)
  }
  logAccess(route.pattern, exchange, response)
  return response
}

/** The order is part of the contract: a caller without permission learns nothing about parameters and bodies. */
async function run(route: RouteDefinition, exchange: Exchange, caller: Caller, context: RouteContext): Promise<Reply> {
  const { request } = exchange
  const method = requestContext()?.method ?? request.method
  if (Object.keys(route.methods).length === 0) throw notFound()
  const allow = allowHeader(routeMethods.filter((name) => route.methods[name]))
  if (method === 'OPTIONS') return replyToOptions(request, allow)
  const spec = route.methods[(method === 'HEAD' ? 'GET' : method) as RouteMethod]
  if (!spec) throw new AppError('request.method_not_allowed', { headers: { Allow: allow } })

  const produces = producedTypes(spec)
  exchange.vary = [
    ...(spec.access === 'public' ? [] : ['Authorization', 'Cookie']),
    ...(produces.length > 1 ? ['Accept'] : []),
  ]
  const principal = await authenticate(request, caller, { isPublic: spec.access === 'public' })
  exchange.principal = principal
  recordPrincipal(principal)
  authorise(spec.access, method, principal)
  if (isUnsafe(method) && principal && usesCookie(principal)) requireSameOrigin(request.headers, env.publicOrigin)
  if (principal) await limitPrincipal(principal)
  spec.requireEnabled?.()

  const responseType = negotiate(request.headers.get('accept'), produces) ?? ''
  const params = readParams(spec, (await context.params) ?? {})
  const query = readQuery(spec, request)
  const key = method === 'POST' ? idempotencyKey(request) : null
  const keyed = { request, requestId: caller.requestId, scope: principal ? principalKey(principal) : caller.ip }
  const { verifyReplay: verify } = spec
  const verifyReplay = verify && ((reply: unknown) => verify(reply, { principal, params }))
  const runIdempotently: RunIdempotently = spec.upload
    ? await runUploadIdempotently(keyed, key, verifyReplay)
    : (_parts, work) => work()
  const { body, bytes } = await readInput(spec, method as RouteMethod, request)

  const work = async () =>
    callHandler(spec, {
      principal,
      caller: principal ?? caller,
      params,
      query,
      body,
      request,
      signal: request.signal,
      precondition: parsePrecondition(request.headers, spec.precondition === 'required'),
      responseType,
      runIdempotently,
      reauthorise: async () => authorise(spec.access, method, await authenticate(request, caller)),
    })
  if (spec.upload || key === null) return work()
  const replayed = () => runBodyIdempotently({ ...keyed, key }, { body: bytes, responseType, verifyReplay }, work)
  return principal ? replayed() : limitMismatches(caller, replayed)
}

/** Every handler receives all members; the types of `get`, `post` and so on show those that apply to it. */
function callHandler({ handler }: MethodSpec, input: Record<string, unknown>): Promise<Reply> | Reply {
  return (handler as (given: typeof input) => Promise<Reply> | Reply)(input)
}

/**
 * A mismatch tells an unauthenticated client something about another request from the same address, for a sign-in whether the
 * password is the same. So such clients may cause only a limited number of mismatches.
 */
async function limitMismatches(caller: Caller, work: () => Promise<Reply>): Promise<Reply> {
  await consumeClientLimit('idempotency-client', caller)
  let isMismatch = false
  try {
    return await work()
  } catch (error) {
    isMismatch = error instanceof AppError && error.code === 'idempotency.mismatch'
    throw error
  } finally {
    if (!isMismatch) await refundClientLimit('idempotency-client', caller)
  }
}

function replyToOptions(request: Request, allow: string): Reply {
  const cors = isPreflight(request.method, request.headers)
    ? preflightHeaders(request.headers.get('origin'), env.corsOrigins, allow)
    : {}
  return noContent({ Allow: allow, ...cors })
}
