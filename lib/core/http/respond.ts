import { Readable } from 'node:stream'
import type { Principal } from '../auth/principal.ts'
import { env } from '../env.ts'
import { AppError, type CoreErrorCode } from '../errors.ts'
import { corsHeaders } from './cors.ts'
import { entityTag, findMatch, matchesStrongly } from './entity-tag.ts'
import { type EventSource, type OpenEvents, openEventStream, toEventBody } from './event-stream.ts'
import { hostRequest } from './host-request.ts'
import { nextLink } from './link.ts'
import { isCompressible } from './media-type.ts'
import { hasMostStreams } from './open-streams.ts'
import { problemReply } from './problem.ts'
import { parseRange, rangeStillValid } from './range.ts'
import type { FileContent, Reply } from './reply.ts'

/** What respond needs to know of the request. */
export type Exchange = {
  request: Request
  requestId: string
  startedAt: number
  principal: Principal | null
  /** Request headers beyond Origin and Accept-Encoding that decide the answer. */
  vary: readonly string[]
  /** Fields that the pipeline adds, such as RateLimit. */
  fields: Record<string, string>
}

/** Makes the Response: validators and conditions in RFC 9110's order (13.2.2), ranges, and the headers that every answer carries. */
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
    const known = findMatch(sent.get('if-none-match') ?? '', etag)
    if (known) return notModified(headers, known)
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

function setCommonHeaders({ headers }: Reply, { request, requestId, vary, fields, startedAt }: Exchange): void {
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
  for (const [name, value] of Object.entries(fields)) if (!headers.has(name)) headers.set(name, value)
}

/** No answer of the API may be framed, and none but a PDF, which browsers show with scripts of their own, loads anything. */
function contentPolicy(contentType: string | null): string {
  return contentType === 'application/pdf' ? "frame-ancestors 'none'" : "default-src 'none'; frame-ancestors 'none'"
}

/** 304 repeats what a cache needs (RFC 9110, 15.4.5), with the tag as the client knows it, and no description of a body. */
function notModified(headers: Headers, known: string): Response {
  for (const name of ['Content-Type', 'Content-Disposition', 'Accept-Ranges', 'Link']) headers.delete(name)
  headers.set('ETag', known)
  return passOn(304, headers, null, null)
}

function respondFile(content: FileContent, { headers }: Reply, exchange: Exchange): Response {
  const sent = exchange.request.headers
  const asked = exchange.request.method === 'GET' && rangeStillValid(sent.get('if-range'), headers.get('ETag'))
  const range = asked ? parseRange(sent.get('range'), content.bytes) : null
  if (range === 'unsatisfiable') {
    return respondProblem('request.range_not_satisfiable', exchange, { 'Content-Range': `bytes */${content.bytes}` })
  }
  if (!range) return send(200, headers, exchange, () => openFile(content), content.bytes)
  headers.set('Content-Range', `bytes ${range.start}-${range.end}/${content.bytes}`)
  return send(206, headers, exchange, () => openFile(content, range), range.end - range.start + 1)
}

/** A web stream that opens the file at the first read and closes it when the client leaves. */
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

/** Under server.ts it writes the events itself: an open stream would hold on to all of Next that its request went through. */
function respondEvents(source: EventSource, headers: Headers, exchange: Exchange): Response {
  if (exchange.principal && hasMostStreams(exchange.principal.userId)) {
    const problem = new AppError('request.rate_limited', {
      detail: 'You have too many event streams open. Close one and try again.',
      headers: { 'Retry-After': '10' },
    })
    return respond(problemReply(problem, exchange.requestId), exchange)
  }
  const open = eventOpener(source, exchange)
  const host = hostRequest()
  if (!host || exchange.request.method === 'HEAD') {
    return send(200, headers, exchange, () => toEventBody(open), null)
  }
  host.answer = { headers, body: null, events: open, contentLength: null }
  return new Response(null)
}

/** Keeps of the request only what the stream needs, for as long as it is open. */
function eventOpener(source: EventSource, { request, requestId, principal }: Exchange): OpenEvents {
  const scope = {
    lastEventId: request.headers.get('last-event-id'),
    principal: principal && {
      userId: principal.userId,
      sessionId: principal.sessionId,
      apiKeyId: principal.apiKeyId,
    },
    describe: (error: unknown) => {
      const problem = problemReply(error, requestId).body
      return problem.kind === 'bytes' ? JSON.parse(String(problem.content)) : null
    },
  }
  return (sink) => openEventStream(source, scope, sink)
}

function respondProblem(code: CoreErrorCode, exchange: Exchange, headers: Record<string, string> = {}): Response {
  return respond(problemReply(new AppError(code, { headers }), exchange.requestId), exchange)
}

/** The body is made only where one is sent: HEAD leaves nothing running. */
function send(status: number, headers: Headers, exchange: Exchange, open: () => Body, bytes: number | null): Response {
  if (bytes !== null) headers.set('Content-Length', String(bytes))
  return passOn(status, headers, exchange.request.method === 'HEAD' ? null : open(), bytes)
}

type Body = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null

/** To server.ts where it is there, with as little as possible through Next; else all of it through Next. */
function passOn(status: number, headers: Headers, body: Body, contentLength: number | null): Response {
  const host = hostRequest()
  if (!host) return new Response(body, { status, headers })
  const isWhole = body instanceof Uint8Array
  host.answer = { headers, body: isWhole ? body : null, events: null, contentLength }
  return new Response(isWhole ? null : body, { status })
}
