import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { plainPageHeaders } from '../edge/page-security.ts'
import type { HostRequest } from '../request-context.ts'
import type { OpenEvents } from '../streams/event-stream.ts'
import { codingFor, createEncoder, setCodingHeaders } from './content-coding.ts'
import { rememberWithoutNext } from './detach-next.ts'

/** Streamed kinds, whose pieces should arrive as they are made: pages. Anything else is coded whole, which packs better. */
const flushedTypes = /^text\/(?:html|x-component)/i

/** What goes on for as long as a client stays would keep alive what its request's async context holds, which is much of Next. */
const outsideRequests = AsyncLocalStorage.snapshot()

/**
 * Takes the last word on an answer's headers and codes its body, between Next and the socket. It wraps the response's own
 * methods, as the `compression` package does; that one knows no zstd and no ETag per coding.
 */
export function dressResponse(
  request: IncomingMessage,
  response: ServerResponse,
  host: HostRequest,
  everywhere: Readonly<Record<string, string>>,
): void {
  const whole = response as unknown as Writing
  const { writeHead, write, end, flushHeaders } = whole
  let encoder: Transform | null = null
  let takeNextOff: (() => void) | null = rememberWithoutNext(request, response)
  let isDressed = false

  const dress = () => {
    if (isDressed) return
    isDressed = true
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value)
    if (host.answer) setHeaders(response, host.answer.headers)
    else if (!response.hasHeader('request-id')) response.setHeader('Request-Id', host.requestId)
    // next.config.js lets a whole folder be kept for a year: not the word that a file of it is not there.
    if (response.statusCode >= 400) response.setHeader('Cache-Control', 'no-store')
    setPlainPageHeaders(response)
    if (!response.hasHeader('content-security-policy'))
      response.setHeader('Content-Security-Policy', "frame-ancestors 'none'")
    const bytes = host.answer ? host.answer.contentLength : lengthHeader(response)
    const coding = codingFor(request, response, bytes)
    if (coding) {
      setCodingHeaders(response, coding)
      if (request.method !== 'HEAD') encoder = startEncoder(createEncoder(coding, bytes))
    }
  }

  const startEncoder = (fresh: Transform): Transform => {
    fresh.on('data', (chunk) => {
      if (write.call(whole, chunk)) return
      fresh.pause()
      response.once('drain', () => fresh.resume())
    })
    fresh.on('end', () => end.call(whole))
    fresh.on('error', () => response.destroy())
    // Whoever writes waits for the response to drain; what holds it up is the encoder.
    fresh.on('drain', () => response.emit('drain'))
    response.once('close', () => fresh.destroy())
    return fresh
  }

  const sendEvents = (open: OpenEvents): ServerResponse => {
    host.answer = null
    if (response.destroyed) return response
    takeNextOff?.()
    takeNextOff = null
    const flow = outsideRequests(open, {
      write: (text) => response.destroyed || write.call(whole, text),
      hasRoom: () => !response.writableNeedDrain,
      end: () => end.call(whole),
    })
    response.on('drain', flow.resume)
    response.once('close', flow.leave)
    return response
  }

  const dressed = {
    writeHead(status: number, ...rest: unknown[]) {
      response.statusCode = status
      const fields = rest.at(-1)
      if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) {
        dress()
        return writeHead.call(whole, status, ...rest)
      }
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) response.setHeader(name, value)
      dress()
      return writeHead.call(whole, status)
    },
    write(...given: unknown[]) {
      dress()
      return encoder ? (encoder as unknown as Encoder).write(...given) : write.apply(whole, given)
    },
    end(...given: unknown[]) {
      dress()
      if (host.answer?.events) return sendEvents(host.answer.events)
      const rest = host.answer?.body ? [host.answer.body] : given
      if (encoder) (encoder as unknown as Encoder).end(...rest)
      else end.apply(whole, rest)
      return response
    },
    flushHeaders() {
      dress()
      // With the length known the body is about to follow: both go out in one packet.
      if (!response.hasHeader('content-length')) flushHeaders.call(whole)
    },
    flush() {
      if (encoder && flushedTypes.test(String(response.getHeader('content-type'))))
        (encoder as unknown as Encoder).flush()
    },
  }
  Object.assign(response, dressed)
}

/** The methods of a response without their overloads, which nobody can pass on. */
type Writing = {
  writeHead: (status: number, ...rest: unknown[]) => ServerResponse
  write: (...given: unknown[]) => boolean
  end: (...given: unknown[]) => unknown
  flushHeaders: () => void
}

/** Every encoder of node:zlib can flush; stream.Transform's type does not say so. */
type Encoder = Pick<Writing, 'write' | 'end'> & { flush: () => void }

function setHeaders(response: ServerResponse, headers: Headers): void {
  for (const [name, value] of headers) if (name !== 'set-cookie') response.setHeader(name, value)
  for (const cookie of headers.getSetCookie()) response.appendHeader('Set-Cookie', cookie)
}

function setPlainPageHeaders(response: ServerResponse): void {
  const isPage = String(response.getHeader('content-type') ?? '').startsWith('text/html')
  if (!isPage || response.hasHeader('content-security-policy')) return
  for (const [name, value] of Object.entries(plainPageHeaders)) response.setHeader(name, value)
}

function lengthHeader(response: ServerResponse): number | null {
  const value = response.getHeader('content-length')
  return value === undefined ? null : Number(value)
}
