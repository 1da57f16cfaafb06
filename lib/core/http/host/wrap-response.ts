import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { scriptlessPageHeaders } from '../edge/page-security.ts'
import type { RequestContext } from '../request-context.ts'
import type { OpenEvents } from '../streams/event-stream.ts'
import { codingFor, createEncoder, setCodingHeaders } from './content-coding.ts'
import { prepareNextRemoval } from './detach-next.ts'

/** Media types whose chunks are flushed as they are produced: pages. All others are compressed as a whole, which is more effective. */
const flushedTypes = /^text\/(?:html|x-component)/i

/** Runs an event stream outside the request's async context, which would otherwise keep much of Next in memory. */
const outsideRequests = AsyncLocalStorage.snapshot()

/**
 * Completes the headers and compresses the body of a response between Next and the socket, by wrapping the response's methods as the
 * `compression` package does. That package supports neither zstd nor an ETag per content coding.
 */
export function wrapResponse(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  commonHeaders: Readonly<Record<string, string>>,
): void {
  const original = response as unknown as Writing
  const { writeHead, write, end, flushHeaders } = original
  let encoder: Transform | null = null
  let detachNext: (() => void) | null = prepareNextRemoval(request, response)
  let isComplete = false

  const completeHeaders = () => {
    if (isComplete) return
    isComplete = true
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
    if (context.directResponse) setHeaders(response, context.directResponse.headers)
    else if (!response.hasHeader('request-id')) response.setHeader('Request-Id', context.requestId)
    // next.config.js makes whole folders cacheable for a year, but a 404 in such a folder must not be cached.
    if (response.statusCode >= 400) response.setHeader('Cache-Control', 'no-store')
    setPageHeaders(response)
    if (!response.hasHeader('content-security-policy'))
      response.setHeader('Content-Security-Policy', "frame-ancestors 'none'")
    const bytes = context.directResponse ? context.directResponse.contentLength : lengthHeader(response)
    const coding = codingFor(request, response, bytes)
    if (coding) {
      setCodingHeaders(response, coding)
      if (request.method !== 'HEAD') encoder = startEncoder(createEncoder(coding, bytes))
    }
  }

  const startEncoder = (transform: Transform): Transform => {
    transform.on('data', (chunk) => {
      if (write.call(original, chunk)) return
      transform.pause()
      response.once('drain', () => transform.resume())
    })
    transform.on('end', () => end.call(original))
    transform.on('error', () => response.destroy())
    // The writer waits for `drain` of the response, but its data is buffered in the encoder.
    transform.on('drain', () => response.emit('drain'))
    response.once('close', () => transform.destroy())
    return transform
  }

  const sendEvents = (open: OpenEvents): ServerResponse => {
    context.directResponse = null
    if (response.destroyed) return response
    detachNext?.()
    detachNext = null
    const flow = outsideRequests(open, {
      write: (text) => response.destroyed || write.call(original, text),
      hasRoom: () => !response.writableNeedDrain,
      end: () => end.call(original),
    })
    response.on('drain', flow.resume)
    response.once('close', flow.disconnect)
    return response
  }

  const wrapped = {
    writeHead(status: number, ...rest: unknown[]) {
      response.statusCode = status
      const fields = rest.at(-1)
      if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) {
        completeHeaders()
        return writeHead.call(original, status, ...rest)
      }
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) response.setHeader(name, value)
      completeHeaders()
      return writeHead.call(original, status)
    },
    write(...given: unknown[]) {
      completeHeaders()
      return encoder ? (encoder as unknown as Encoder).write(...given) : write.apply(original, given)
    },
    end(...given: unknown[]) {
      completeHeaders()
      if (context.directResponse?.events) return sendEvents(context.directResponse.events)
      const rest = context.directResponse?.body ? [context.directResponse.body] : given
      if (encoder) (encoder as unknown as Encoder).end(...rest)
      else end.apply(original, rest)
      return response
    },
    flushHeaders() {
      completeHeaders()
      // With a known length the body follows immediately, and both fit into one packet.
      if (!response.hasHeader('content-length')) flushHeaders.call(original)
    },
    flush() {
      if (encoder && flushedTypes.test(String(response.getHeader('content-type'))))
        (encoder as unknown as Encoder).flush()
    },
  }
  Object.assign(response, wrapped)
}

/** The methods of a response without their overloads, which a wrapper cannot forward. */
type Writing = {
  writeHead: (status: number, ...rest: unknown[]) => ServerResponse
  write: (...given: unknown[]) => boolean
  end: (...given: unknown[]) => unknown
  flushHeaders: () => void
}

/** Every encoder of node:zlib has `flush`, which the type stream.Transform lacks. */
type Encoder = Pick<Writing, 'write' | 'end'> & { flush: () => void }

function setHeaders(response: ServerResponse, headers: Headers): void {
  for (const [name, value] of headers) if (name !== 'set-cookie') response.setHeader(name, value)
  for (const cookie of headers.getSetCookie()) response.appendHeader('Set-Cookie', cookie)
}

function setPageHeaders(response: ServerResponse): void {
  const isPageTarget = String(response.getHeader('content-type') ?? '').startsWith('text/html')
  if (!isPageTarget || response.hasHeader('content-security-policy')) return
  for (const [name, value] of Object.entries(scriptlessPageHeaders)) response.setHeader(name, value)
}

function lengthHeader(response: ServerResponse): number | null {
  const value = response.getHeader('content-length')
  return value === undefined ? null : Number(value)
}
