import { AppError } from '../../errors.ts'
import type { RouteMethod } from '../methods.ts'
import { hostRequest } from '../request-context.ts'

export const maxBodyBytes = 1024 * 1024

/** The media types that a route with a JSON body takes. */
export function jsonTypes(method: RouteMethod): readonly string[] {
  return method === 'PATCH' ? ['application/merge-patch+json', 'application/json'] : ['application/json']
}

/** Refuses a body of another kind, or one that is coded, naming what would do (RFC 9110, 15.5.16; RFC 5789, 3.1). */
export function requireContentType(request: Request, method: RouteMethod, accepts: readonly string[]): void {
  const sent = request.headers.get('content-type') ?? ''
  const [type = '', ...parameters] = sent.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (!accepts.includes(type) || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    const name = method === 'POST' ? 'Accept-Post' : method === 'PATCH' ? 'Accept-Patch' : 'Accept'
    throw new AppError('request.unsupported_media_type', { headers: { [name]: accepts.join(', ') } })
  }
  const coding = request.headers.get('content-encoding')?.trim().toLowerCase()
  if (coding && coding !== 'identity') {
    throw new AppError('request.unsupported_media_type', {
      detail: 'Send the body without a content coding.',
      headers: { 'Accept-Encoding': 'identity' },
    })
  }
}

/** Reads at most 1 MiB; stops there with `request.too_large`, whatever Content-Length said. */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw new AppError('request.too_large')
  hostRequest()?.wantBody()
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > maxBodyBytes) throw new AppError('request.too_large')
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('request.malformed', { detail: 'The body broke off.', cause: error })
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)
}

/** The JSON in a body; `request.malformed` if it is none, or not UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new AppError('request.malformed', { detail: 'The body is not JSON in UTF-8.', cause: error })
  }
}

/** The fields of an `application/x-www-form-urlencoded` body; of a repeated one, all its values. */
export function parseForm(bytes: Uint8Array): Record<string, string | string[]> {
  return toFields(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
}

/** Form fields or query parameters as an object without a prototype; a repeated name gives an array. */
export function toFields(parameters: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of parameters) {
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = [before, value]
  }
  return fields
}
