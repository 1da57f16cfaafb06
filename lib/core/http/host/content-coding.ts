import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib'
import Negotiator from 'negotiator'
import { type Coding, codings, withCoding } from '../entity-tag.ts'
import { isCompressible } from '../media-type.ts'

const minCodedBytes = 1024

/** Browsers list content codings by age, which expresses no preference, so the server chooses. */
const browserDefault = /^gzip, ?deflate(?:, ?br)?(?:, ?zstd)?$/

/** The content coding that the client prefers, among equals the first one listed (RFC 9110, 12.5.3); null for `identity`. */
export function preferredCoding(acceptEncoding: string | undefined): Coding | null {
  if (!acceptEncoding) return null
  if (browserDefault.test(acceptEncoding)) return acceptEncoding.includes('br') ? 'br' : 'gzip'
  const wanted = { headers: { 'accept-encoding': acceptEncoding } }
  const first = new Negotiator(wanted).encoding([...codings, 'identity'])
  return codings.find((coding) => coding === first) ?? null
}

/** The content coding for a response whose headers are complete. `bytes` is the body's length, where known. Sets `Vary`. */
export function codingFor(request: IncomingMessage, response: ServerResponse, bytes: number | null): Coding | null {
  if (!isCompressible(String(response.getHeader('content-type') ?? ''))) return null
  appendVary(response, 'Accept-Encoding')
  const { statusCode } = response
  if (statusCode < 200 || statusCode === 204 || statusCode === 206 || statusCode === 304) return null
  if (response.hasHeader('content-encoding')) return null
  if (/no-transform/i.test(String(response.getHeader('cache-control') ?? ''))) return null
  if (bytes !== null && bytes < minCodedBytes) return null
  return preferredCoding(request.headers['accept-encoding']?.toString())
}

/** Sets the headers of a coded response: a strong ETag gets the coding's suffix, a weak one stays (RFC 9110, 8.8.3.3). */
export function setCodingHeaders(response: ServerResponse, coding: Coding): void {
  response.setHeader('Content-Encoding', coding)
  response.removeHeader('Content-Length')
  const tag = response.getHeader('etag')
  if (typeof tag === 'string' && tag.startsWith('"')) response.setHeader('ETag', withCoding(tag, coding))
}

/** Uses fast compression levels, because the client waits for the response. Windows stay below the 8 MiB of RFC 9659. */
export function createEncoder(coding: Coding, bytes: number | null): Transform {
  if (coding === 'gzip') return createGzip({ level: 6 })
  if (coding === 'zstd') return createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  return createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      ...(bytes === null ? {} : { [constants.BROTLI_PARAM_SIZE_HINT]: bytes }),
    },
  })
}

function appendVary(response: ServerResponse, name: string): void {
  const names = String(response.getHeader('vary') ?? '')
  if (!names.toLowerCase().includes(name.toLowerCase())) response.setHeader('Vary', names ? `${names}, ${name}` : name)
}
