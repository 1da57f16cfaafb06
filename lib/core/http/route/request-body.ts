import type { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { RouteMethod } from '../methods.ts'
import { requestContext } from '../request-context.ts'

export const maxBodyBytes = 1024 * 1024

export type FormBody<Schema extends z.ZodType> = { format: 'form'; schema: Schema }
export type BodySpec = { format: 'json' | 'form'; schema: z.ZodType }

/** A body that the handler reads itself; `schema` serves the OpenAPI document only. A larger Content-Length is refused unread. */
export type UploadSpec = { accepts: readonly string[]; maxBytes: () => number; schema?: z.ZodType }

/** A body in `application/x-www-form-urlencoded`. */
export function formBody<Schema extends z.ZodType>(schema: Schema): FormBody<Schema> {
  return { format: 'form', schema }
}

export function toBodySpec(body: z.ZodType | FormBody<z.ZodType> | undefined): BodySpec | undefined {
  if (!body) return undefined
  return 'parse' in body ? { format: 'json', schema: body } : body
}

/** The media types that a method with this body accepts. */
export function acceptedTypes(method: RouteMethod, { format }: BodySpec): readonly string[] {
  if (format === 'form') return ['application/x-www-form-urlencoded']
  return method === 'PATCH' ? ['application/merge-patch+json', 'application/json'] : ['application/json']
}

/**
 * Throws `request.unsupported_media_type` for a body of another type, charset or content coding, with a header that names what is
 * accepted (RFC 9110, 15.5.16; RFC 5789, 3.1).
 */
export function requireContentType(request: Request, method: RouteMethod, accepts: readonly string[]): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
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

/** Reads at most 1 MiB. Throws `request.too_large` beyond, whatever Content-Length says. */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw new AppError('request.too_large')
  requestContext()?.sendContinue()
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
    throw new AppError('request.malformed', { detail: 'The request body ended too early.', cause: error })
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)
}

/** Parses a JSON body. Throws `request.malformed` for invalid JSON or UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new AppError('request.malformed', { detail: 'The body is not valid JSON in UTF-8.', cause: error })
  }
}

/** The fields of an `application/x-www-form-urlencoded` body; a repeated field becomes an array. */
export function parseForm(bytes: Uint8Array): Record<string, string | string[]> {
  return toFields(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
}

/** Form fields or query parameters as an object without a prototype; a repeated name becomes an array. */
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
