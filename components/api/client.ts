import { checkConnection } from './connection.ts'
import { apiMessages } from './messages.ts'
import { reauthentication } from './reauthentication.ts'
import { sessionEnd } from './session-end.ts'

/** One invalid value of a request: its JSON Pointer (RFC 6901) and the reason. */
export type FieldProblem = { pointer: string; code: string; detail: string }

/** A failed request: a problem of the server (RFC 9457), or no response at all (code `network`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | null
  readonly requestId: string | null
  readonly errors: FieldProblem[]
  /** The seconds to wait according to the `Retry-After` header. */
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

  /** The reason why one field of the body is invalid, by its JSON Pointer. */
  fieldError(pointer: string): string | null {
    return this.errors.find((error) => error.pointer === pointer)?.detail ?? null
  }
}

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON; as a merge patch where the method is PATCH. */
  body?: unknown
  /** The ETag of the version that is changed. */
  ifMatch?: string
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>
  signal?: AbortSignal
  /** For pages without sign-in: a 401 does not mean that the session has ended. */
  isAnonymous?: boolean
}

export type ApiReply<T> = { data: T; etag: string | null; status: number }

/** The URL of a route under /api/v1. Empty and missing query values are left out. */
export function apiUrl(path: string, query: ApiRequest['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '') search.append(name, String(each))
    }
  }
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`
}

/**
 * Calls a route of the API with the session cookie. Throws `ApiError`. A 401 on a signed-in page reloads it, which leads to the sign-in
 * page. A request that requires a recent sign-in is repeated after the user has confirmed the password.
 */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<ApiReply<T>> {
  try {
    return await send<T>(path, request)
  } catch (error) {
    const isRequired = error instanceof ApiError && error.code === 'auth.reauthentication_required'
    if (!isRequired || !(await reauthentication.confirm())) throw error
    return send<T>(path, request)
  }
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
    if (error.status === 401 && !isAnonymous) sessionEnd.reloadPage()
    throw error
  }
  const data = response.status === 204 ? undefined : await response.json()
  return { data: data as T, etag: response.headers.get('etag'), status: response.status }
}

/** `fetch`, with an `ApiError` if there is no response. An aborted signal rejects with its reason. */
export async function fetchOrFail(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    void checkConnection()
    throw networkError()
  }
}

/** `callApi`, giving the body only. */
export async function api<T = void>(path: string, request: ApiRequest = {}): Promise<T> {
  return (await callApi<T>(path, request)).data
}

/** Reads the ETag of the resource, then changes it: for changes that do not depend on its former state. */
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

/** The error for a status and a body that may be a problem, for requests that do not use `fetch`. */
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

/** Converts any thrown value into an error that can be displayed. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  return new ApiError({ status: 0, code: 'client.error', title: apiMessages.pageError })
}
