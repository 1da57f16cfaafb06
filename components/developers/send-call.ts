import type { Call, CallBody } from './call-code.ts'
import { developersMessages } from './messages.ts'

const { console: messages } = developersMessages

export type Outcome = { status: string; durationMs: number; headers: string; body: string }

const maxShownChars = 20_000
const maxStreamMs = 5000

/** Sends the call with the session cookie, and returns the response as text. Event streams are read for five seconds. */
export async function sendCall(call: Call, file: File | null): Promise<Outcome> {
  const startedAt = performance.now()
  const url = new URL(call.url)
  try {
    const response = await fetch(`${url.pathname}${url.search}`, {
      method: call.method,
      headers: call.headers,
      ...(call.body ? { body: bodyOf(call.body, file) } : {}),
    })
    const durationMs = performance.now() - startedAt
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    return { status: `${response.status} ${response.statusText}`, durationMs, headers, body: await readText(response) }
  } catch {
    return { status: messages.noResponse, durationMs: performance.now() - startedAt, headers: '', body: '' }
  }
}

function bodyOf(body: CallBody, file: File | null): BodyInit {
  if (body.kind === 'json') return body.text
  if (body.kind === 'form') return new URLSearchParams(body.fields)
  if (body.kind === 'file') return file ?? new Blob()
  const form = new FormData()
  if (file) form.append(body.field, file)
  return form
}

async function readText(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) return truncate(JSON.stringify(await response.json(), null, 2))
  if (type.startsWith('text/event-stream')) return readEvents(response)
  if (type.startsWith('text/')) return truncate(await response.text())
  const bytes = (await response.arrayBuffer()).byteLength
  return bytes > 0 ? messages.binary(bytes, type) : ''
}

async function readEvents(response: Response): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const timer = setTimeout(() => reader?.cancel(), maxStreamMs)
  let text = ''
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) text += chunk.value
  clearTimeout(timer)
  return truncate(text)
}

function truncate(text: string): string {
  return text.length > maxShownChars
    ? messages.truncated(text.slice(0, maxShownChars), text.length - maxShownChars)
    : text
}
