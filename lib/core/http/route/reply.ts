import type { Readable } from 'node:stream'
import { z } from 'zod'
import { findMatch } from '../entity-tag.ts'
import type { EventSource } from '../streams/event-stream.ts'
import type { ByteRange } from './range.ts'

/** A file that is opened only when its body is sent, so not for HEAD and 304. */
export type FileContent = {
  /** Opens a range, both ends inclusive, or the whole file. */
  stream: (range?: ByteRange) => Readable | ReadableStream<Uint8Array> | Promise<Readable | ReadableStream<Uint8Array>>
  bytes: number
  contentType: string
}

type Body =
  | { kind: 'none' }
  | { kind: 'bytes'; content: string | Uint8Array; contentType: string }
  | { kind: 'file'; file: FileContent }
  | { kind: 'stream'; open: () => AsyncIterable<string>; contentType: string }
  | { kind: 'events'; source: EventSource }

/** What a handler returns. respond.ts converts it to a Response and adds the headers that every response has. */
export type Reply = {
  status: number
  headers: Headers
  body: Body
  /** The revision in the ETag, in front of the body's digest. */
  revision?: number | undefined
  /** The cursor for `Link: rel="next"`. */
  nextCursor?: string | null
}

export type ReplyOptions = { status?: number; revision?: number; headers?: HeadersInit }

export function bytesReply(content: string | Uint8Array, options: ReplyOptions & { contentType: string }): Reply {
  const body: Body = { kind: 'bytes', content, contentType: options.contentType }
  return { status: options.status ?? 200, headers: new Headers(options.headers), body, revision: options.revision }
}

/** A JSON reply. With `revision` its ETag can be sent in If-Match. */
export function json(body: unknown, options: ReplyOptions = {}): Reply {
  return bytesReply(JSON.stringify(body), { ...options, contentType: 'application/json' })
}

/** 201 with `Location`, a path such as `/api/v1/documents/…` (RFC 9110, 15.3.2). */
export function created(location: string, body: unknown, options: Omit<ReplyOptions, 'status'> = {}): Reply {
  const reply = json(body, { ...options, status: 201 })
  reply.headers.set('Location', location)
  return reply
}

export const acceptedSchema = z.object({ status: z.literal('accepted') })

/** 202 Accepted. `monitor` is the path where progress can be followed (RFC 9110, 15.3.3). */
export function accepted(monitor?: string): Reply {
  const body: z.output<typeof acceptedSchema> = { status: 'accepted' }
  return json(body, { status: 202, ...(monitor ? { headers: { Location: monitor } } : {}) })
}

export function noContent(headers?: HeadersInit): Reply {
  return { status: 204, headers: new Headers(headers), body: { kind: 'none' } }
}

/** One page of a list, with `Link: rel="next"` where there is another (RFC 8288). */
export function page(list: { items: unknown[]; nextCursor: string | null }): Reply {
  return { ...json(list), nextCursor: list.nextCursor }
}

/** A text reply, such as `text/plain; charset=utf-8`. */
export function text(content: string, contentType: string, options: ReplyOptions = {}): Reply {
  return bytesReply(content, { ...options, contentType })
}

/** Text that is produced while it is sent, such as an export. It is never in memory as a whole, so it has no ETag and no length. */
export function textStream(open: () => AsyncIterable<string>, contentType: string, headers?: HeadersInit): Reply {
  return { status: 200, headers: new Headers(headers), body: { kind: 'stream', open, contentType } }
}

/** Bytes whose strong ETag is known before they are computed. `make` is not called where the client has them (304). */
export async function bytesUnlessCached(
  request: Request,
  etag: string,
  contentType: string,
  make: () => Promise<Uint8Array>,
): Promise<Reply> {
  const headers = new Headers({ ETag: etag })
  const isCached = findMatch(request.headers.get('if-none-match') ?? '', etag) !== null
  if (isCached) return { status: 200, headers, body: { kind: 'none' } }
  return bytesReply(await make(), { headers, contentType })
}

/**
 * A stored file, with support for Range, If-Range and HEAD. `etag` is a strong tag including its quotes. Caches must revalidate it
 * for each request, so that nobody who has lost access gets it.
 */
export function file(
  content: FileContent & {
    etag: string
    fileName: string
    disposition: 'inline' | 'attachment'
  },
): Reply {
  const headers = new Headers({
    ETag: content.etag,
    'Accept-Ranges': 'bytes',
    'Content-Disposition': contentDisposition(content.disposition, content.fileName),
  })
  return { status: 200, headers, body: { kind: 'file', file: content } }
}

/**
 * Server-sent events (`text/event-stream`). `source` sends events until it returns. Where no more events will follow, return
 * `noContent()` instead, so that the browser does not reconnect.
 */
export function eventStream(source: EventSource): Reply {
  return { status: 200, headers: new Headers(), body: { kind: 'events', source } }
}

/**
 * Content-Disposition with an ASCII file name and, where it differs, the name in UTF-8 (RFC 6266, RFC 8187). The name is always quoted;
 * the package `content-disposition` leaves simple names unquoted, which would change the header.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', fileName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters and path separators are replaced
  const safe = fileName.replace(/[\u0000-\u001f\u007f\\/]/g, '_').toWellFormed()
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["%]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ascii === safe
    ? `${disposition}; filename="${ascii}"`
    : `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
