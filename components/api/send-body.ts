import { networkError, toProblemError } from './client.ts'
import { checkConnection } from './connection.ts'

type SendOptions = { headers?: Record<string, string>; signal: AbortSignal; onSent: (bytes: number) => void }

/**
 * Sends a large body and reports the number of bytes sent, by XMLHttpRequest, since `fetch` has no upload progress. Resolves with the JSON
 * of the response, null if it has none. Throws `ApiError`; an aborted signal rejects with its reason.
 */
export function sendBody<Reply>(
  method: 'POST' | 'PUT',
  url: string,
  body: File | FormData,
  { headers = {}, signal, onSent }: SendOptions,
): Promise<Reply | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply | null>()
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
