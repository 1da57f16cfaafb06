import { type Person, signIn } from './people.ts'

type Headers = Record<string, string>
type Body = object | string | Uint8Array<ArrayBuffer> | FormData | null

/** Calls under /api/v1 with somebody's credential. Every call gives the plain `Response`, whatever its status. */
export type Api = {
  request: (method: string, path: string, options?: { body?: Body; headers?: Headers }) => Promise<Response>
  get: (path: string, headers?: Headers) => Promise<Response>
  post: (path: string, body?: Body, headers?: Headers) => Promise<Response>
  put: (path: string, body?: Body, headers?: Headers) => Promise<Response>
  patch: (path: string, body: Body, headers?: Headers) => Promise<Response>
  delete: (path: string, headers?: Headers) => Promise<Response>
}

/** A person (signed in with a cookie, as the app's own pages are), a bearer token, or nobody. */
export type Credential = Person | { accessToken: string } | null

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

function encode(method: string, body: Body = null): { headers: Headers; body: BodyInit | null } {
  if (body === null || body instanceof FormData) return { headers: {}, body }
  if (body instanceof Uint8Array) return { headers: { 'Content-Type': 'application/pdf' }, body }
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  return { headers: { 'Content-Type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }
}
