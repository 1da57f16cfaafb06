import type { Call, CallBody } from './snippets.ts'

export type Outcome = { status: string; durationMs: number; headers: string; body: string }

const mostShownChars = 20_000
const streamMs = 5000

/** Sends the call from this page, so with the session cookie, and tells the answer as text. An event stream is heard for five seconds. */
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
    return { status: 'No answer', durationMs: performance.now() - startedAt, headers: '', body: '' }
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
  if (type.includes('json')) return shortened(JSON.stringify(await response.json(), null, 2))
  if (type.startsWith('text/event-stream')) return readEvents(response)
  if (type.startsWith('text/')) return shortened(await response.text())
  const bytes = (await response.arrayBuffer()).byteLength
  return bytes > 0 ? `${bytes.toLocaleString()} bytes of ${type}` : ''
}

async function readEvents(response: Response): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const timer = setTimeout(() => reader?.cancel(), streamMs)
  let text = ''
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) text += piece.value
  clearTimeout(timer)
  return shortened(text)
}

function shortened(text: string): string {
  return text.length > mostShownChars
    ? `${text.slice(0, mostShownChars)}\n… ${text.length - mostShownChars} characters more`
    : text
}
