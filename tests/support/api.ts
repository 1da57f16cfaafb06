import { type Person, signIn } from './people.ts'

type Headers = Record<string, string>
type RequestBody = object | string | Uint8Array<ArrayBuffer> | FormData | null

/** Sends requests to /api/v1 with a credential. Every call gives the `Response`, whatever its status. */
export type Api = {
  request: (method: string, path: string, options?: { body?: RequestBody; headers?: Headers }) => Promise<Response>
  get: (path: string, headers?: Headers) => Promise<Response>
  post: (path: string, body?: RequestBody, headers?: Headers) => Promise<Response>
  put: (path: string, body?: RequestBody, headers?: Headers) => Promise<Response>
  patch: (path: string, body: RequestBody, headers?: Headers) => Promise<Response>
  delete: (path: string, headers?: Headers) => Promise<Response>
}

/** A user (signed in with a session cookie, like the pages of the application), a bearer token, or no credential. */
export type Credential = Person | { accessToken: string } | null

/** Creates a client that authenticates with `as`. For a user it opens a session. */
export async function createApiClient(baseUrl: string, as: Credential, origin = baseUrl): Promise<Api> {
  const credential = await credentialHeaders(as, origin)
  const request: Api['request'] = (method, path, { body, headers } = {}) => {
    const sent = encode(method, body)
    const init = { method, redirect: 'manual', headers: { ...credential, ...sent.headers, ...headers } } as const
    return fetch(`${baseUrl}/api/v1${path}`, sent.body === null ? init : { ...init, body: sent.body })
  }
  return {
    request,
    get: (path, headers = {}) => request('GET', path, { headers }),
    post: (path, body = null, headers = {}) => request('POST', path, { body, headers }),
    put: (path, body = null, headers = {}) => request('PUT', path, { body, headers }),
    patch: (path, body, headers = {}) => request('PATCH', path, { body, headers }),
    delete: (path, headers = {}) => request('DELETE', path, { headers }),
  }
}

async function credentialHeaders(as: Credential, origin: string): Promise<Headers> {
  if (as === null) return {}
  if ('accessToken' in as) return { Authorization: `Bearer ${as.accessToken}` }
  return { Cookie: (await signIn(as)).cookie, Origin: origin, 'Sec-Fetch-Site': 'same-origin' }
}

function encode(method: string, body: RequestBody = null): { headers: Headers; body: BodyInit | null } {
  if (body === null || body instanceof FormData) return { headers: {}, body }
  if (body instanceof Uint8Array) return { headers: { 'Content-Type': 'application/pdf' }, body }
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  return { headers: { 'Content-Type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }
}
