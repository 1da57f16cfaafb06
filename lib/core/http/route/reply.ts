import type { Readable } from 'node:stream'
import { z } from 'zod'
import { findMatch } from '../entity-tag.ts'
import type { EventSource } from '../streams/event-stream.ts'
import type { ByteRange } from './range.ts'

/** A file's content, given by need: nothing is opened before a body is really sent, so HEAD and 304 open none. */
export type FileContent = {
  /** Both ends inclusive, as in HTTP and in fs.createReadStream; undefined for the whole. */
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

/** What a handler answers; lib/core/http/route/respond.ts makes a Response of it, with everything that every answer carries. */
export type Reply = {
  status: number
  headers: Headers
  body: Body
  /** The revision in the ETag; the rest of the tag is the body's digest. */
  revision?: number | undefined
  /** Set by `page`: the cursor for `Link: rel="next"`. */
  nextCursor?: string | null
}

export type ReplyOptions = { status?: number; revision?: number; headers?: HeadersInit }

export function bytesReply(content: string | Uint8Array, options: ReplyOptions & { contentType: string }): Reply {
  const body: Body = { kind: 'bytes', content, contentType: options.contentType }
  return { status: options.status ?? 200, headers: new Headers(options.headers), body, revision: options.revision }
}

/** A JSON answer. With `revision` its ETag serves If-Match. */
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

/** 202: taken on, not done yet. `monitor` is the path where the work can be watched (RFC 9110, 15.3.3). */
export function accepted(monitor?: string): Reply {
  const body: z.output<typeof acceptedSchema> = { status: 'accepted' }
  return json(body, { status: 202, ...(monitor ? { headers: { Location: monitor } } : {}) })
}

export function noContent(headers?: HeadersInit): Reply {
  return { status: 204, headers: new Headers(headers), body: { kind: 'none' } }
}

/** One page of a list: `{items, nextCursor, …}`, and `Link: rel="next"` where there is more (RFC 8288). */
export function page(list: { items: unknown[]; nextCursor: string | null }): Reply {
  return { ...json(list), nextCursor: list.nextCursor }
}

/** An answer of another kind than JSON, such as `text/plain; charset=utf-8` or `text/csv; charset=utf-8`. */
export function text(content: string, contentType: string, options: ReplyOptions = {}): Reply {
  return bytesReply(content, { ...options, contentType })
}

/** Text that is made as the client takes it, such as an export: it is never whole in memory, so it has no ETag and no length. */
export function textStream(open: () => AsyncIterable<string>, contentType: string, headers?: HeadersInit): Reply {
  return { status: 200, headers: new Headers(headers), body: { kind: 'stream', open, contentType } }
}

/**
 * Bytes held in memory, such as an image, whose strong tag is known before they are: `make` is not called where the client says that
 * it has them, and the answer is then 304.
 */
export async function bytesUnlessKnown(
  request: Request,
  etag: string,
  contentType: string,
  make: () => Promise<Uint8Array>,
): Promise<Reply> {
  const headers = new Headers({ ETag: etag })
  const isKnown = findMatch(request.headers.get('if-none-match') ?? '', etag) !== null
  if (isKnown) return { status: 200, headers, body: { kind: 'none' } }
  return bytesReply(await make(), { headers, contentType })
}

/**
 * A stored file: ranges, If-Range, HEAD and Content-Length are taken care of. `etag` is a strong tag, quotes and all, for
 * instance the SHA-256 of the bytes. Caches ask each time whether it still holds, so that they give nothing to who lost access.
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
 * `text/event-stream`. `source` sends events until it returns; `stream.signal` aborts when the client leaves, the session is
 * revoked, or the server stops. Where nothing more will come, answer `noContent()` instead: that ends the browser's reconnecting.
 */
export function eventStream(source: EventSource): Reply {
  return { status: 200, headers: new Headers(), body: { kind: 'events', source } }
}

/** RFC 6266: a plain name for old readers, the true one in UTF-8 (RFC 8187). Control characters and separators are replaced. */
export function contentDisposition(disposition: 'inline' | 'attachment', fileName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
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
