import { NextRequest } from 'next/server.js'
import NextAuth from 'next-auth'
import { env } from '../env.ts'
import { AppError, notFound } from '../errors.ts'
import { callerOf } from '../http/caller.ts'
import { clearSiteData } from '../http/clear-site-data.ts'
import { problemReply } from '../http/route/problem.ts'
import { readBody } from '../http/route/request-body.ts'
import { respond } from '../http/route/respond.ts'
import { findCookieSession } from './authenticate.ts'
import type { SessionIdentity } from './find-identity.ts'
import { clearLinkIntent, createLinkIntent, readLinkIntent } from './link-intent.ts'
import { nextAuthConfig, signInPage } from './next-auth-config.ts'
import type { Caller } from './principal.ts'
import { readSessionCookie } from './session-cookie.ts'
import { runSignIn, type SignInContext } from './sign-in-context.ts'
import type { SignInHooks } from './sign-in-hooks.ts'

type Handler = (request: Request) => Promise<Response>

/**
 * The handlers of /api/auth, which pass requests to next-auth after checks of their own: cross-site requests are rejected, URLs are built
 * from the public origin instead of the Host header, and clients that ask for JSON get a problem with the correct status.
 */
export function authHandlers(hooks: SignInHooks): { GET: Handler; POST: Handler } {
  const handle: Handler = async (request) => {
    const startedAt = performance.now()
    const caller = callerOf(request.headers)
    let response: Response
    try {
      response = await handleAuthRequest(hooks, request, caller)
    } catch (error) {
      const exchange = { request, requestId: caller.requestId, startedAt, principal: null, vary: [], extraHeaders: {} }
      response = respond(problemReply(error, caller.requestId), exchange)
    }
    response.headers.set('Cache-Control', 'no-store')
    response.headers.set('X-Frame-Options', 'DENY')
    response.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    response.headers.set('Request-Id', caller.requestId)
    return response
  }
  return { GET: handle, POST: handle }
}

async function handleAuthRequest(hooks: SignInHooks, request: Request, caller: Caller): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const [, , , action = '', provider = '', ...rest] = pathname.split('/')
  requireSupportedAction(request.method, [action, provider, ...rest].filter(Boolean).join('/'))
  const isSameOrigin = request.method === 'POST' && isSameOriginRequest(request.headers)
  const form = request.method === 'POST' ? await readForm(request) : null

  const cookieHeader = request.headers.get('cookie')
  const cookie = readSessionCookie(cookieHeader, env.publicOrigin)
  const session = cookie ? await findCookieSession(cookie) : null
  const isCallback = action === 'callback' && provider === 'google'
  const intent = isCallback ? readLinkIntent(cookieHeader, session) : 'sign-in'
  const isLinking = action === 'signin' && form?.get('link') === '1'
  const linkCookie = isLinking ? await beginLink(hooks, caller, session, form.get('password')) : clearLinkIntent()
  for (const name of isLinking ? ['link', 'password'] : []) form?.delete(name)

  const context: SignInContext = {
    ...{ caller, action, session, intent },
    ...{ providerAccountId: null, providerEmail: null, verifiedHash: null, failure: null, authError: null },
  }
  const { handlers } = NextAuth(nextAuthConfig(hooks, { isSameOrigin }))
  const inner = innerRequest(request, `${pathname}${search}`, form)
  const method = request.method === 'POST' ? handlers.POST : handlers.GET
  const response = await runSignIn(context, () => method(inner))
  if (isCallback) await recordRejection(hooks, context, response)
  const finished = finish(response, context, request.headers.has('x-auth-return-redirect'))
  if (isCallback || action === 'signin') finished.headers.append('Set-Cookie', linkCookie)
  if (action === 'signout' && request.method === 'POST') setAll(finished.headers, clearSiteData)
  return finished
}

/** Starts linking a Google account after verifying the password. Throws `auth.required` and the errors of `checkCredentials`. */
async function beginLink(
  hooks: SignInHooks,
  caller: Caller,
  session: SessionIdentity | null,
  password: string | null,
): Promise<string> {
  if (!session) throw new AppError('auth.required')
  await hooks.checkCredentials(caller, { email: session.email, password: password ?? '' })
  return createLinkIntent(session)
}

/** Records a rejected Google sign-in, which next-auth answers with a redirect to the sign-in page with an error. */
async function recordRejection(hooks: SignInHooks, context: SignInContext, response: Response): Promise<void> {
  const location = response.headers.get('location')
  const reason = location && new URL(location, env.publicOrigin).searchParams.get('error')
  if (!reason) return
  const { caller, providerAccountId, providerEmail } = context
  await hooks.recordRejectedGoogleSignIn(caller, { providerAccountId, email: providerEmail, reason })
}

function setAll(headers: Headers, fields: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(fields)) headers.set(name, value)
}

const reads = ['csrf', 'session', 'signin', 'error']
const supportedActions: Record<string, readonly string[]> = {
  GET: [...reads, 'callback/google'],
  HEAD: reads,
  POST: ['signin/google', 'callback/credentials', 'signout'],
}

/** Throws not found for actions of next-auth that LexAI does not use, and for Google's if it is not configured. */
function requireSupportedAction(method: string, action: string): void {
  if (!supportedActions[method]?.includes(action)) throw notFound()
  if (action.endsWith('/google') && !env.google) throw notFound()
}

/**
 * True if the browser reports a same-origin request; false if neither header is present, as with programs, which then need next-auth's
 * CSRF token. Throws `request.cross_site` for a request from another origin.
 */
function isSameOriginRequest(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site === 'same-origin' || (site === null && origin === env.publicOrigin)) return true
  if (site !== null || origin !== null) throw new AppError('request.cross_site')
  return false
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const text = Buffer.from(await readBody(request)).toString('utf8')
  if (!request.headers.get('content-type')?.includes('application/json')) return new URLSearchParams(text)
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parseObject(text))) if (typeof value === 'string') form.set(name, value)
  return form
}

function parseObject(text: string): object {
  try {
    return Object(JSON.parse(text))
  } catch (error) {
    throw new AppError('request.malformed', { cause: error })
  }
}

/** The request for next-auth: with the public origin, independently of Host and X-Forwarded-Host. */
function innerRequest(request: Request, path: string, form: URLSearchParams | null): NextRequest {
  const headers = new Headers(request.headers)
  for (const name of ['host', 'content-length', 'x-forwarded-host', 'x-forwarded-proto']) headers.delete(name)
  if (form) headers.set('content-type', 'application/x-www-form-urlencoded')
  const method = request.method === 'POST' ? 'POST' : 'GET'
  return new NextRequest(`${env.publicOrigin}${path}`, { method, headers, ...(form ? { body: form.toString() } : {}) })
}

function finish(response: Response, context: SignInContext, wantsJson: boolean): Response {
  if (context.authError === 'MissingCSRF') throw new AppError('request.cross_site')
  const { failure } = context
  if (failure && failure.code !== 'auth.invalid_credentials' && failure.code !== 'registration.closed') throw failure
  if (failure?.code === 'auth.invalid_credentials' && wantsJson) throw failure
  const headers = new Headers(response.headers)
  const location = headers.get('location')
  // A user who is linking an account is signed in, so the error is shown in the settings instead of the sign-in page.
  if (context.intent !== 'sign-in' && location && new URL(location).pathname === signInPage) {
    headers.set('location', `${env.publicOrigin}/settings/profile${new URL(location).search}`)
  }
  return new Response(response.body, { status: response.status, headers })
}
