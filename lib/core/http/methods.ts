/** The methods that a route can define, in the order of `Allow`. GET implies HEAD, and every route supports OPTIONS. */
export const routeMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type RouteMethod = (typeof routeMethods)[number]

/** The methods of RFC 9110 and RFC 5789. server.ts responds to all others with 501 (RFC 9110, 9.1). */
export const knownMethods: ReadonlySet<string> = new Set([...routeMethods, 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'])

/** Whether a method may change state, and therefore needs the cross-site check. */
export function isUnsafe(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
}

/** The value of `Allow` for a route that defines these methods (RFC 9110, 10.2.1). */
export function allowHeader(methods: readonly RouteMethod[]): string {
  const names = routeMethods.filter((method) => methods.includes(method))
  return names
    .flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]))
    .concat('OPTIONS')
    .join(', ')
}
