import { Readable } from 'node:stream'
import { accountOf, type Principal } from '../../auth/principal.ts'
import { env } from '../../env.ts'
import { AppError, type CoreErrorCode } from '../../errors.ts'
import { corsHeaders } from '../cors.ts'
import { entityTag, findMatch, matchesStrongly } from '../entity-tag.ts'
import { nextLink } from '../lists/next-link.ts'
import { isCompressible } from '../media-type.ts'
import { requestContext } from '../request-context.ts'
import { type EventSource, type OpenEvents, openEventStream, toEventBody } from '../streams/event-stream.ts'
import { hasMaxStreams } from '../streams/stream-registry.ts'
import { problemReply } from './problem.ts'
import { parseRange, rangeStillValid } from './range.ts'
import type { FileContent, Reply } from './reply.ts'

/** The request, and what the pipeline has determined about the response so far. */
export type Exchange = {
  request: Request
  requestId: string
  startedAt: number
  principal: Principal | null
  /** Request headers for `Vary`, beyond Origin and Accept-Encoding. */
  vary: readonly string[]
  /** Response headers that the pipeline adds, such as RateLimit. */
  extraHeaders: Record<string, string>
}

/** Converts a reply to a Response: conditional requests in the order of RFC 9110 (13.2.2), ranges, and common headers. */
export function respond(reply: Reply, exchange: Exchange): Response {
  const { headers, body } = reply
  const contents = body.kind === 'bytes' ? Buffer.from(body.content) : null
  const isRead = exchange.request.method === 'GET' || exchange.request.method === 'HEAD'

  setContentType(reply)
  if (contents && !headers.has('ETag') && reply.status < 300 && (isRead || reply.revision !== undefined)) {
    headers.set('ETag', entityTag(contents, reply.revision))
  }
  if (reply.nextCursor) headers.set('Link', nextLink(exchange.request.url, reply.nextCursor))
  setCommonHeaders(reply, exchange)

  const etag = headers.get('ETag')
  if (isRead && reply.status === 200 && etag) {
    const sent = exchange.request.headers
    const ifMatch = sent.get('if-match')
    if (ifMatch !== null && !matchesStrongly(ifMatch, etag))
      return respondProblem('request.precondition_failed', exchange)
    const cached = findMatch(sent.get('if-none-match') ?? '', etag)
    if (cached) return notModified(headers, cached)
  }
  if (body.kind === 'file') return respondFile(body.file, reply, exchange)
  if (body.kind === 'stream') return send(reply.status, headers, exchange, () => openText(body.open()), null)
  if (body.kind === 'events') return respondEvents(body.source, headers, exchange)
  return send(reply.status, headers, exchange, () => contents, contents?.byteLength ?? null)
}

function setContentType({ headers, body }: Reply): void {
  if (body.kind === 'bytes') headers.set('Content-Type', body.contentType)
  if (body.kind === 'stream') headers.set('Content-Type', body.contentType)
  if (body.kind === 'file') headers.set('Content-Type', body.file.contentType)
  if (body.kind === 'events') {
    headers.set('Content-Type', 'text/event-stream')
    headers.set('Cache-Control', 'no-store, no-transform')
    headers.set('X-Accel-Buffering', 'no')
  }
}

function setCommonHeaders({ headers }: Reply, { request, requestId, vary, extraHeaders, startedAt }: Exchange): void {
  if (!headers.has('Cache-Control'))
    headers.set('Cache-Control', headers.has('ETag') ? 'private, no-cache' : 'no-store')
  const names = ['Origin', ...vary, ...(isCompressible(headers.get('Content-Type')) ? ['Accept-Encoding'] : [])]
  headers.set('Vary', names.join(', '))
  headers.set('Request-Id', requestId)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Content-Security-Policy', contentPolicy(headers.get('Content-Type')))
  headers.set('Server-Timing', `total;dur=${(performance.now() - startedAt).toFixed(1)}`)
  for (const [name, value] of Object.entries(corsHeaders(request.headers.get('origin'), env.corsOrigins))) {
    headers.set(name, value)
  }
  for (const [name, value] of Object.entries(extraHeaders)) if (!headers.has(name)) headers.set(name, value)
}

/** No API response may be framed or load anything. Browsers need scripts to show a PDF, so that only framing is forbidden. */
function contentPolicy(contentType: string | null): string {
  return contentType === 'application/pdf' ? "frame-ancestors 'none'" : "default-src 'none'; frame-ancestors 'none'"
}

/** 304 with the headers that a cache needs (RFC 9110, 15.4.5) and the ETag that the client sent. */
function notModified(headers: Headers, etag: string): Response {
  for (const name of ['Content-Type', 'Content-Disposition', 'Accept-Ranges', 'Link']) headers.delete(name)
  headers.set('ETag', etag)
  return deliver(304, headers, null, null)
}

function respondFile(content: FileContent, { headers }: Reply, exchange: Exchange): Response {
  const sent = exchange.request.headers
  const isRangeAllowed = exchange.request.method === 'GET' && rangeStillValid(sent.get('if-range'), headers.get('ETag'))
  const range = isRangeAllowed ? parseRange(sent.get('range'), content.bytes) : null
  if (range === 'unsatisfiable') {
    return respondProblem('request.range_not_satisfiable', exchange, { 'Content-Range': `bytes */${content.bytes}` })
  }
  if (!range) return send(200, headers, exchange, () => openFile(content), content.bytes)
  headers.set('Content-Range', `bytes ${range.start}-${range.end}/${content.bytes}`)
  return send(206, headers, exchange, () => openFile(content, range), range.end - range.start + 1)
}

/** A web stream that opens the file at the first read and closes it when the client disconnects. */
function openFile(content: FileContent, range?: { start: number; end: number }): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= toWeb(await content.stream(range)).getReader()
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function toWeb(stream: Readable | ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return stream instanceof Readable ? (Readable.toWeb(stream) as ReadableStream<Uint8Array>) : stream
}

function openText(source: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const bytes = Readable.from(source, { objectMode: true }).map((text: string) => encoder.encode(text))
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>
}

/** Under server.ts the events bypass Next, whose objects an open stream would otherwise keep in memory. */
function respondEvents(source: EventSource, headers: Headers, exchange: Exchange): Response {
  const account = exchange.principal && accountOf(exchange.principal)
  if (account && hasMaxStreams(account.userId)) {
    const problem = new AppError('request.rate_limited', {
      detail: 'Too many event streams are open. Close one and try again.',
      headers: { 'Retry-After': '10' },
    })
    return respond(problemReply(problem, exchange.requestId), exchange)
  }
  const open = toEventOpener(source, exchange)
  const context = requestContext()
  if (!context || exchange.request.method === 'HEAD') {
    return send(200, headers, exchange, () => toEventBody(open), null)
  }
  context.directResponse = { headers, body: null, events: open, contentLength: null }
  return new Response(null)
}

/** Keeps a reference only to what the stream needs, because it stays open for long. */
function toEventOpener(source: EventSource, { request, requestId, principal }: Exchange): OpenEvents {
  const scope = {
    lastEventId: request.headers.get('last-event-id'),
    account: principal && accountOf(principal),
    toProblem: (error: unknown) => {
      const problem = problemReply(error, requestId).body
      return problem.kind === 'bytes' ? JSON.parse(String(problem.content)) : null
    },
  }
  return (sink) => openEventStream(source, scope, sink)
}

function respondProblem(code: CoreErrorCode, exchange: Exchange, headers: Record<string, string> = {}): Response {
  return respond(problemReply(new AppError(code, { headers }), exchange.requestId), exchange)
}

/** Opens the body only where one is sent, so not for HEAD. */
function send(status: number, headers: Headers, exchange: Exchange, open: () => Body, bytes: number | null): Response {
  if (bytes !== null) headers.set('Content-Length', String(bytes))
  return deliver(status, headers, exchange.request.method === 'HEAD' ? null : open(), bytes)
}

type Body = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null

/** Passes the response directly to server.ts where it is running, else through Next. */
function deliver(status: number, headers: Headers, body: Body, contentLength: number | null): Response {
  const context = requestContext()
  if (!context) return new Response(body, { status, headers })
  const isInMemory = body instanceof Uint8Array
  context.directResponse = { headers, body: isInMemory ? body : null, events: null, contentLength }
  return new Response(isInMemory ? null : body, { status })
}
