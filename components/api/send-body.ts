import { networkError, toProblemError } from './client.ts'
import { checkConnection } from './connection.ts'

type Means = { headers?: Record<string, string>; signal: AbortSignal; onSent: (bytes: number) => void }

/**
 * Sends a body that takes a while and tells, in bytes, how much of it has left: by XMLHttpRequest, because `fetch` does not say.
 * Resolves with the answer's JSON, null where there is none. Throws `ApiError`; an aborted signal rejects with its reason.
 */
export function sendBody<Answer>(
  method: 'POST' | 'PUT',
  url: string,
  body: File | FormData,
  { headers = {}, signal, onSent }: Means,
): Promise<Answer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer | null>()
  const request = new XMLHttpRequest()
  request.open(method, url)
  for (const [name, value] of Object.entries({ Accept: 'application/json', ...headers })) {
    request.setRequestHeader(name, value)
  }
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded }) => onSent(loaded)
  request.onload = () => {
    if (request.status >= 200 && request.status < 300) return resolve(request.response)
    const retryAfter = Number(request.getResponseHeader('retry-after')) || null
    const requestId = request.getResponseHeader('request-id')
    reject(toProblemError(request.status, request.response, { requestId, retryAfter }))
  }
  request.onerror = () => {
    void checkConnection()
    reject(networkError())
  }
  request.onabort = () => reject(signal.reason)
  signal.addEventListener('abort', () => request.abort(), { once: true })
  if (signal.aborted) reject(signal.reason)
  else request.send(body)
  return promise
}
