import { type NextRequest, NextResponse } from 'next/server'
import {
  readSessionCookie,
  resignSessionCookie,
  setSessionCookie,
  verifySessionCookie,
} from '#lib/core/auth/session-cookie.ts'
import { isPreflight, preflightHeaders } from '#lib/core/http/cors.ts'
import { edgeSettings } from '#lib/core/http/edge/edge-settings.ts'
import { pageSecurityHeaders, signInPath } from '#lib/core/http/edge/page-security.ts'
import { requestIdFrom } from '#lib/core/http/request-id.ts'
import { pathHeader, reservedHeaders } from '#lib/core/http/reserved-headers.ts'

/**
 * Matches only requests without a body, because Next copies the body of a matched request and truncates it to 10 MB: CORS preflights
 * of the API, and requests of pages that are not uploads.
 */
export const config = {
  matcher: [
    {
      source: '/api/:path*',
      has: [{ type: 'header', key: 'access-control-request-method' }],
      missing: [
        { type: 'header', key: 'content-type' },
        { type: 'header', key: 'content-length' },
        { type: 'header', key: 'transfer-encoding' },
      ],
    },
    {
      source: '/((?!api/|_next/static/|_next/image|pdfjs/|\\.well-known/|favicon\\.ico$|icon\\.svg$|robots\\.txt$).*)',
      missing: [
        {
          type: 'header',
          key: 'content-type',
          value: '(multipart/form-data|application/pdf|application/octet-stream).*',
        },
      ],
    },
  ],
}

/** Redirects visitors to the sign-in page and sets security headers. It does not authorise: every page and route does so itself. */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl
  if (pathname.startsWith('/api/')) return preflight(request)

  const settings = edgeSettings()
  const nonce = btoa(crypto.randomUUID())
  const isDevelopment = process.env.NODE_ENV === 'development'
  const security = pageSecurityHeaders({ ...settings, nonce, isDevelopment })
  const requestId = requestIdFrom(request.headers.get('request-id'))

  const value = readSessionCookie(request.headers.get('cookie'), settings.publicOrigin)
  const cookie = value && (await verifySessionCookie(value, settings.authSecrets))
  const redirect = cookie ? null : redirectToSignIn(request, pathname, search, settings)
  const response =
    redirect ?? NextResponse.next({ request: { headers: pageRequestHeaders(request, security, requestId) } })
  for (const [name, value] of Object.entries(security)) response.headers.set(name, value)
  response.headers.set('Request-Id', requestId)
  // A cookie signed with an older secret is signed again with the current one, so that secrets can be rotated.
  const renewed = cookie && (await resignSessionCookie(value, settings.authSecrets))
  if (renewed) response.headers.append('Set-Cookie', setSessionCookie(settings.publicOrigin, renewed, cookie.expiresAt))
  return response
}

/** Responds to preflights of all API paths. Routes do the same for preflights that do not match the matcher. */
function preflight(request: NextRequest): Response {
  if (!isPreflight(request.method, request.headers)) return NextResponse.next()
  const { corsOrigins } = edgeSettings()
  const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
  const headers = {
    'Cache-Control': 'no-store',
    'Request-Id': requestIdFrom(request.headers.get('request-id')),
    ...preflightHeaders(request.headers.get('origin'), corsOrigins, methods),
  }
  return new Response(null, { status: 204, headers })
}

type Settings = ReturnType<typeof edgeSettings>

function redirectToSignIn(
  request: NextRequest,
  pathname: string,
  search: string,
  { publicOrigin }: Settings,
): NextResponse | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null
  const signIn = signInPath(pathname, search)
  return signIn ? NextResponse.redirect(new URL(signIn, publicOrigin)) : null
}

/** The headers that Next and the page receive. Next reads the nonce for its scripts from the policy. */
function pageRequestHeaders(request: NextRequest, security: Record<string, string>, requestId: string): Headers {
  const headers = new Headers(request.headers)
  for (const name of [...headers.keys()]) if (reservedHeaders.test(name)) headers.delete(name)
  headers.set('content-security-policy', security['Content-Security-Policy'] ?? '')
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('request-id', requestId)
  return headers
}
