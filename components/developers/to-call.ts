import type { Call, CallBody } from './call-code.ts'
import type { Operation } from './openapi-document.ts'

type BodyValues = { json: string; formValues: Record<string, string> }

/** The call of an operation with the values of the console. Path parameters without a value stay placeholders. */
export function toCall(operation: Operation, origin: string, values: Record<string, string>, given: BodyValues): Call {
  const { method, path, parameters, body, permission } = operation
  const kind = bodyKindOf(operation)
  const filledPath = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] || `{${name}}`).replace(/%7B|%7D/g, decodeURIComponent),
  )
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  for (const { name, in: location } of parameters) {
    const value = values[name]
    if (value && location === 'query') query.append(name, value)
    if (value && location === 'header') headers[name] = value
  }
  // For forms, fetch and curl set Content-Type themselves: only they know the boundary or the charset.
  if (body && (kind === 'json' || kind === 'file')) headers['Content-Type'] = body.contentType
  return {
    method,
    url: `${origin}/api/v1${filledPath}${query.size > 0 ? `?${query}` : ''}`,
    headers,
    body: kind && toCallBody(kind, given),
    needsToken: permission !== null,
  }
}

/** The kind of body that an operation takes; null for none. */
export function bodyKindOf({ body }: Operation): CallBody['kind'] | null {
  if (!body) return null
  return bodyKinds[body.contentType] ?? 'json'
}

const bodyKinds: Record<string, CallBody['kind']> = {
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'multipart',
  'application/pdf': 'file',
}

function toCallBody(kind: CallBody['kind'], { json, formValues }: BodyValues): CallBody {
  if (kind === 'json') return { kind, text: json }
  if (kind === 'file') return { kind }
  if (kind === 'multipart') return { kind, field: 'file' }
  return { kind, fields: Object.entries(formValues).filter(([, value]) => value !== '') }
}
