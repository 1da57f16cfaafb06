import type { ServerResponse } from 'node:http'
import { allowHeader, type RouteMethod } from '../methods.ts'

/** Responds to OPTIONS for pages, and to `OPTIONS *` for the whole server (RFC 9110, 9.3.7). */
export function sendOptions(response: ServerResponse, methods: readonly RouteMethod[]): void {
  response.writeHead(204, { Allow: allowHeader(methods), 'Cache-Control': 'no-store', Vary: 'Origin' }).end()
}
