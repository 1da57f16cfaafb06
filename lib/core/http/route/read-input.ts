import { AppError, notFound } from '../../errors.ts'
import { validate } from '../input/validate.ts'
import { invalidCursor } from '../lists/cursor.ts'
import type { RouteMethod } from '../methods.ts'
import { requestContext } from '../request-context.ts'
import type { MethodSpec } from './method-spec.ts'
import { acceptedTypes, parseForm, parseJson, readBody, requireContentType, toFields } from './request-body.ts'

export type PathValues = Record<string, string | string[] | undefined>

/** The path parameters, parsed by the method's schema. Throws `request.not_found` for a value that no resource can have. */
export function readParams({ params: schema }: MethodSpec, params: PathValues): unknown {
  if (Object.values(params).some((value) => String(value).includes('\0'))) throw notFound()
  const parsed = schema?.safeParse(params)
  if (parsed && !parsed.success) throw notFound()
  return parsed ? parsed.data : params
}

/** The query, validated. Parameters of a method without a query schema are ignored. */
export function readQuery({ query: schema }: MethodSpec, request: Request): unknown {
  const parameters = new URL(request.url).searchParams
  const query = schema ? validate(schema, toFields(parameters), '/query') : {}
  // Queries would treat an empty cursor as the first page, but no list returns one: the client has lost its cursor.
  if ((query as { cursor?: unknown }).cursor === '') throw invalidCursor()
  return query
}

/** The validated body and its bytes. For an upload only the headers are checked, because the handler reads its body. */
export async function readInput({ body: spec, upload }: MethodSpec, method: RouteMethod, request: Request) {
  if (upload) {
    requireContentType(request, method, upload.accepts)
    if (Number(request.headers.get('content-length')) > upload.maxBytes()) throw new AppError('upload.too_large')
    requestContext()?.sendContinue()
  }
  if (!spec) return { body: undefined, bytes: new Uint8Array() }
  requireContentType(request, method, acceptedTypes(method, spec))
  const bytes = await readBody(request)
  return { body: validate(spec.schema, spec.format === 'json' ? parseJson(bytes) : parseForm(bytes)), bytes }
}
