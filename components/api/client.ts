import { checkConnection } from './connection.ts'
import { apiMessages } from './messages.ts'

/** One unacceptable value, as the server names it: an RFC 6901 pointer and a sentence. */
export type FieldProblem = { pointer: string; code: string; detail: string }

/** A request that did not do what it was for: a problem from the server (RFC 9457), or no answer at all (`network`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | null
  readonly requestId: string | null
  readonly errors: FieldProblem[]
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null

  constructor(problem: {
    status: number
    code: string
    title: string
    detail?: string | null
    requestId?: string | null
    errors?: FieldProblem[]
    retryAfter?: number | null
  }) {
    super(problem.title)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail ?? null
    this.requestId = problem.requestId ?? null
    this.errors = problem.errors ?? []
    this.retryAfter = problem.retryAfter ?? null
  }

  /** The sentence about one field of the body, by its pointer. */
  fieldError(pointer: string): string | null {
    return this.errors.find((error) => error.pointer === pointer)?.detail ?? null
  }
}

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON; as a merge patch where the method is PATCH. */
  body?: unknown
  /** The ETag that the caller read. */
  ifMatch?: string
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>
  signal?: AbortSignal
  /** For pages that need no sign-in: a 401 is an answer then, not the end of the session. */
  isAnonymous?: boolean
}

export type ApiReply<T> = { data: T; etag: string | null; status: number }

/** The address of a route under /api/v1; empty and missing query values are left out. */
export function apiUrl(path: string, query: ApiRequest['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '') search.append(name, String(each))
    }
  }
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`
}

type Reauthenticate = () => Promise<boolean>
let askForPassword: Reauthenticate | null = null
let asking: Promise<boolean> | null = null

/** Says how a page asks for the password once more; false where the person would rather not. Null takes it back. */
export function setReauthentication(ask: Reauthenticate | null): void {
  askForPassword = ask
}

/**
 * Calls a route of our own API with the session cookie. Throws `ApiError`; a 401 of a signed-in page leaves for the sign-in page. What
 * needs a recent sign-in asks for the password, and is then done.
 */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<ApiReply<T>> {
  try {
    return await send<T>(path, request)
  } catch (error) {
    const isOld = error instanceof ApiError && error.code === 'auth.reauthentication_required'
    if (!isOld || !(await confirmIdentity())) throw error
    return send<T>(path, request)
  }
}

/** Asks once for all requests that wait for it. */
async function confirmIdentity(): Promise<boolean> {
  if (!askForPassword) return false
  asking ??= askForPassword().finally(() => {
    asking = null
  })
  return asking
}

async function send<T>(path: string, request: ApiRequest): Promise<ApiReply<T>> {
  const { method = 'GET', body, ifMatch, query, signal, isAnonymous = false } = request
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) {
    headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  }
  if (ifMatch) headers['If-Match'] = ifMatch
  const response = await fetchOrFail(apiUrl(path, query), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (!response.ok) {
    const error = await toApiError(response)
    if (error.status === 401 && !isAnonymous) leaveForSignIn()
    throw error
  }
  const data = response.status === 204 ? undefined : await response.json()
  return { data: data as T, etag: response.headers.get('etag'), status: response.status }
}

/** `fetch`, with an `ApiError` where no answer came. An aborted signal rejects with its reason. */
export async function fetchOrFail(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    void checkConnection()
    throw networkError()
  }
}

/** `callApi` for who wants only the body. */
export async function api<T = void>(path: string, request: ApiRequest = {}): Promise<T> {
  return (await callApi<T>(path, request)).data
}

/** Reads the resource for its ETag, then changes it: for changes that do not depend on what was there. */
export async function patchLatest<T>(path: string, body: unknown): Promise<T> {
  const { etag } = await callApi<T>(path)
  return api<T>(path, { method: 'PATCH', body, ...(etag ? { ifMatch: etag } : {}) })
}

export async function toApiError(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after')) || null
  const requestId = response.headers.get('request-id')
  const problem = await response.json().catch(() => null)
  return toProblemError(response.status, problem, { requestId, retryAfter })
}

/** The error for a status and a body that may be a problem: for who does not use `fetch`. */
export function toProblemError(
  status: number,
  problem: unknown,
  more: { requestId?: string | null; retryAfter?: number | null } = {},
): ApiError {
  const fallback = { code: 'server.error', title: apiMessages.serverError }
  const known = problem && typeof problem === 'object' ? problem : {}
  return new ApiError({ ...fallback, ...more, ...known, status })
}

export function networkError(): ApiError {
  return new ApiError({
    status: 0,
    code: 'network',
    title: apiMessages.networkError,
    detail: apiMessages.networkErrorHint,
  })
}

let isLeaving = false

/** Loads the page anew: it finds the session ended and goes to the sign-in page, which says why and leads back here afterwards. */
function leaveForSignIn(): void {
  if (isLeaving) return
  isLeaving = true
  location.reload()
}

/** Whatever was thrown, as something that can be shown. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  return new ApiError({ status: 0, code: 'client.error', title: apiMessages.pageError })
}
