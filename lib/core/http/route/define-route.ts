import type { z } from 'zod'
import { authenticate } from '../../auth/authenticate.ts'
import type { Caller } from '../../auth/principal.ts'
import { env } from '../../env.ts'
import { AppError, notFound } from '../../errors.ts'
import { logAccess, nameCaller, nameRoute } from '../access-log.ts'
import { callerOf } from '../caller.ts'
import { isPreflight, preflightHeaders } from '../cors.ts'
import { validate } from '../input/validate.ts'
import { limitPrincipal } from '../limits/principal-limit.ts'
import { consumeClientLimit, refundClientLimit, withLimitReport } from '../limits/rate-limits.ts'
import { badCursor } from '../lists/cursor.ts'
import { allowHeader, isUnsafe, type RouteMethod, routeMethods } from '../methods.ts'
import { hostRequest } from '../request-context.ts'
import { authorise } from './authorise.ts'
import { requireSameOrigin } from './cross-site.ts'
import { idempotencyKey, type Once, onceFor, uploadOnce } from './idempotency.ts'
import { negotiate } from './negotiate.ts'
import { preconditionOf } from './precondition.ts'
import { problemReply } from './problem.ts'
import { tellRefusal } from './refusals.ts'
import { noContent, type Reply } from './reply.ts'
import { jsonTypes, parseForm, parseJson, readBody, requireContentType, toFields } from './request-body.ts'
import { type Exchange, respond } from './respond.ts'
import {
  type Access,
  type AnyMethodSpec,
  type MethodSpec,
  type PathParams,
  producedTypes,
  type RouteDefinition,
} from './route-spec.ts'

/** Next gives no params to a route that has none. */
type Context = { params?: Promise<Record<string, string | string[] | undefined> | undefined> }
export type RouteHandler = ((request: Request, context: Context) => Promise<Response>) & { route: RouteDefinition }
type Handlers = Record<RouteMethod | 'HEAD' | 'OPTIONS', RouteHandler>

type NoParams<Pattern extends string> = z.ZodType<PathParams<Pattern>>
type None = z.ZodType<Record<string, never>>
type NoBody = z.ZodType<undefined>
type Schema = z.ZodType

/**
 * The only way to make the handlers of a `route.ts` under app/api/v1: it keeps section 1 of the HTTP contract for all seven methods.
 * `pattern` is the path below /api/v1 with `{name}` for parameters. A pattern without methods answers 404 to everything.
 */
export function defineRoute<
  const Pattern extends string,
  A1 extends Access = never,
  A2 extends Access = never,
  A3 extends Access = never,
  A4 extends Access = never,
  A5 extends Access = never,
  P1 extends Schema = NoParams<Pattern>,
  P2 extends Schema = NoParams<Pattern>,
  P3 extends Schema = NoParams<Pattern>,
  P4 extends Schema = NoParams<Pattern>,
  P5 extends Schema = NoParams<Pattern>,
  Q1 extends Schema = None,
  Q2 extends Schema = None,
  Q3 extends Schema = None,
  Q4 extends Schema = None,
  Q5 extends Schema = None,
  B2 extends Schema = NoBody,
  B3 extends Schema = NoBody,
  B4 extends Schema = NoBody,
>(
  pattern: Pattern,
  methods: {
    GET?: MethodSpec<A1, P1, Q1, NoBody>
    POST?: MethodSpec<A2, P2, Q2, B2>
    PUT?: MethodSpec<A3, P3, Q3, B3>
    PATCH?: MethodSpec<A4, P4, Q4, B4>
    DELETE?: MethodSpec<A5, P5, Q5, NoBody>
  },
): Handlers {
  const route: RouteDefinition = { pattern, methods: methods as RouteDefinition['methods'] }
  const handle: RouteHandler = Object.assign((request: Request, context: Context) => answer(route, request, context), {
    route,
  })
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle }
}

async function answer(route: RouteDefinition, request: Request, context: Context): Promise<Response> {
  const startedAt = performance.now()
  nameRoute(route.pattern)
  const caller = callerOf(request.headers)
  const exchange: Exchange = { request, requestId: caller.requestId, startedAt, principal: null, vary: [], fields: {} }
  let response: Response
  try {
    const reply = await withLimitReport(exchange.fields, () => run(route, exchange, caller, context))
    response = respond(reply, exchange)
  } catch (error) {
    // The client has left: what its signal threw is no fault, and the answer goes to nobody.
    const hasLeft = request.signal.aborted && !(error instanceof AppError)
    if (error instanceof AppError) {
      const { code } = error
      tellRefusal({ who: exchange.principal ?? caller, code, method: request.method, route: route.pattern })
    }
    response = respond(problemReply(hasLeft ? new AppError('request.timeout') : error, caller.requestId), exchange)
  }
  logAccess(route.pattern, exchange, response)
  return response
}

/** The order is the contract's: what the caller may not do tells it nothing of what the body should have been. */
async function run(route: RouteDefinition, exchange: Exchange, caller: Caller, context: Context): Promise<Reply> {
  const { request } = exchange
  const method = hostRequest()?.method ?? request.method
  const lacking = Object.keys(route.methods).length === 0
  if (lacking) throw notFound()
  const allow = allowHeader(routeMethods.filter((name) => route.methods[name]))
  if (method === 'OPTIONS') return options(request, allow)
  const spec = route.methods[(method === 'HEAD' ? 'GET' : method) as RouteMethod]
  if (!spec) throw new AppError('request.method_not_allowed', { headers: { Allow: allow } })

  const produces = producedTypes(spec)
  exchange.vary = [
    ...(spec.access === 'public' ? [] : ['Authorization', 'Cookie']),
    ...(produces.length > 1 ? ['Accept'] : []),
  ]
  const principal = await authenticate(request, caller, { isPublic: spec.access === 'public' })
  exchange.principal = principal
  nameCaller(principal)
  authorise(spec.access, principal)
  if (isUnsafe(method) && principal?.via === 'cookie') requireSameOrigin(request.headers, env.publicOrigin)
  if (principal) await limitPrincipal(principal)
  spec.requireOpen?.()

  const accepts = negotiate(request.headers.get('accept'), produces) ?? ''
  const params = readParams(spec, (await context.params) ?? {})
  const query = validateQuery(spec, request)
  const scope = principal?.userId ?? caller.ip
  const key = method === 'POST' ? idempotencyKey(request) : null
  const asked = { request, requestId: caller.requestId, scope }
  const { stillHolds: holds } = spec
  const stillHolds = holds && ((kept: unknown) => holds(kept, { principal, params }))
  const once: Once = spec.upload ? await uploadOnce(asked, key, stillHolds) : (_parts, work) => work()
  const { body, bytes } = await readInput(spec, method as RouteMethod, request)

  const input = {
    principal,
    caller: principal ?? caller,
    params,
    query,
    body,
    request,
    signal: request.signal,
    precondition: preconditionOf(request.headers, spec.precondition === 'needed'),
    accepts,
    lastEventId: request.headers.get('last-event-id'),
    once,
    recheck: async () => authorise(spec.access, await authenticate(request, caller)),
  }
  const handler = spec.handler as (given: typeof input) => Promise<Reply> | Reply
  if (method !== 'POST' || spec.upload || key === null) return handler(input)
  const work = () => onceFor({ ...asked, key }, { body: bytes, accepts, stillHolds }, async () => handler(input))
  return principal ? work() : countingMismatches(caller, work)
}

/**
 * Whether a request is the one that a key was first sent with, tells a stranger at the same address something of what was in it: of a
 * sign-in, whether the password is the same. So strangers are told so only so often.
 */
async function countingMismatches(caller: Caller, work: () => Promise<Reply>): Promise<Reply> {
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

function options(request: Request, allow: string): Reply {
  const cors = isPreflight(request.method, request.headers)
    ? preflightHeaders(request.headers.get('origin'), env.corsOrigins, allow)
    : {}
  return noContent({ Allow: allow, ...cors })
}

function readParams(spec: AnyMethodSpec, params: Record<string, string | string[] | undefined>): unknown {
  if (Object.values(params).some((value) => String(value).includes('\0'))) throw notFound()
  const checked = spec.params?.safeParse(params)
  if (checked && !checked.success) throw notFound()
  return checked ? checked.data : params
}

function validateQuery(spec: AnyMethodSpec, request: Request): unknown {
  const parameters = new URL(request.url).searchParams
  const query = spec.query ? validate(spec.query, toFields(parameters), '/query') : {}
  // To a query it is the beginning; but no list gives it out, so it stands for a cursor that got lost.
  if ((query as { cursor?: unknown }).cursor === '') throw badCursor()
  return query
}

async function readInput(spec: AnyMethodSpec, method: RouteMethod, request: Request) {
  if (spec.upload) {
    requireContentType(request, method, spec.upload.accepts)
    if (Number(request.headers.get('content-length')) > spec.upload.maxBytes()) throw new AppError('upload.too_large')
    hostRequest()?.wantBody()
    return { body: undefined, bytes: new Uint8Array() }
  }
  const schema = spec.body ?? spec.form
  if (!schema) return { body: undefined, bytes: new Uint8Array() }
  requireContentType(request, method, spec.body ? jsonTypes(method) : ['application/x-www-form-urlencoded'])
  const bytes = await readBody(request)
  return { body: validate(schema, spec.body ? parseJson(bytes) : parseForm(bytes)), bytes }
}
