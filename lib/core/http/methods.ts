/** The methods a route may have, in the order `Allow` names them. HEAD comes with GET; OPTIONS is always there. */
export const routeMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type RouteMethod = (typeof routeMethods)[number]

/** Methods of RFC 9110 and RFC 5789. Any other is answered 501 (RFC 9110, 9.1), before Next sees it. */
export const knownMethods: ReadonlySet<string> = new Set([...routeMethods, 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'])

/** The methods that may change something, and so need the cross-site check. */
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
