import type { RouteMethod } from '../methods.ts'
import type { Method } from './define-method.ts'
import { handleRequest, type RouteContext } from './handle-request.ts'
import type { RouteDefinition } from './method-spec.ts'

export type RouteHandler = ((request: Request, context: RouteContext) => Promise<Response>) & { route: RouteDefinition }
type Handlers = Record<RouteMethod | 'HEAD' | 'OPTIONS', RouteHandler>

type ParameterNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

/** `/documents/{id}/pages/{n}` gives `{id: string, n: string}`. */
type PathParams<Pattern extends string> = { [Name in ParameterNames<Pattern>]: string }

/**
 * Makes the handlers of a `route.ts` under app/api/v1 for all seven methods; every route there uses it. `pattern` is the path below
 * /api/v1 with `{name}` for parameters. A route without methods responds with 404 to everything.
 */
export function defineRoute<const Pattern extends string>(
  pattern: Pattern,
  methods: { [Name in RouteMethod]?: Method<Name, PathParams<Pattern>> },
): Handlers {
  const route: RouteDefinition = { pattern, methods }
  const handle: RouteHandler = Object.assign(
    (request: Request, context: RouteContext) => handleRequest(route, request, context),
    { route },
  )
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, OPTIONS: handle }
}
