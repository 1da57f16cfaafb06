'use client'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CodeBlock } from './code-block.tsx'
import { CodeChoice } from './code-choice.tsx'
import { ConsoleFields } from './console-fields.tsx'
import { type ApiDocument, formFields, type Operation, sampleOf, typeOf } from './openapi-document.ts'
import { type Outcome, sendCall } from './send-call.ts'
import type { Call, CallBody } from './snippets.ts'

type Props = { document: ApiDocument; operation: Operation; origin: string; isSignedIn: boolean }

/** Fills in a call, sends it with the reader's own session, and gives it away as code. */
export function Console({ document, operation, origin, isSignedIn }: Props) {
  const { parameters, body, permission } = operation
  const kind = bodyKindOf(operation)
  const fields = body && kind === 'form' ? formFields(document, body.schema) : []
  const fileId = useId()
  const [values, setValues] = useState<Record<string, string>>({})
  const [text, setText] = useState(() =>
    body && kind === 'json' ? JSON.stringify(sampleOf(document, body.schema), null, 2) : '',
  )
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isPending, setPending] = useState(false)
  const [filled, setFilled] = useState<Record<string, string>>({})
  const call = toCall(operation, origin, values, { text, fields: filled })

  async function send() {
    setPending(true)
    setOutcome(await sendCall(call, file))
    setPending(false)
  }

  if (permission !== null && !isSignedIn) {
    return (
      <div className="flex flex-col gap-4">
        <Notice>
          <Link href="/sign-in?returnTo=/developers" className="underline underline-offset-2">
            Sign in
          </Link>{' '}
          to try this here.
        </Notice>
        <CodeChoice call={call} replyType={replyTypeOf(document, operation)} />
      </div>
    )
  }
  return (
    <section
      aria-label={`Try ${operation.method} ${operation.path}`}
      className="flex flex-col gap-4 rounded-md border p-4"
    >
      <ConsoleFields fields={parameters} values={values} onChange={setValues} />
      {kind === 'form' && <ConsoleFields fields={fields} values={filled} onChange={setFilled} />}
      {kind === 'json' && (
        <TextField label="Body" rows={8} value={text} onChange={setText} className="[&_textarea]:font-mono" />
      )}
      {(kind === 'file' || kind === 'parts') && (
        <div className="flex flex-col gap-1.5">
          <label htmlFor={fileId} className="font-medium text-small">
            A PDF
          </label>
          <input
            id={fileId}
            type="file"
            accept="application/pdf"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            className="text-small"
          />
        </div>
      )}
      <CodeChoice call={call} replyType={replyTypeOf(document, operation)} />
      <div>
        <Button variant="primary" onPress={send} isPending={isPending}>
          Send
        </Button>
      </div>
      <div aria-live="polite">{outcome && <OutcomeView outcome={outcome} />}</div>
    </section>
  )
}

function OutcomeView({ outcome }: { outcome: Outcome }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="figures text-small">
        <span className="font-medium">{outcome.status}</span>{' '}
        <span className="text-ink-2">in {Math.round(outcome.durationMs)} ms</span>
      </p>
      <CodeBlock label="Headers of the answer" code={outcome.headers} />
      {outcome.body && <CodeBlock label="Body of the answer" code={outcome.body} />}
    </div>
  )
}

function toCall(
  operation: Operation,
  origin: string,
  values: Record<string, string>,
  given: { text: string; fields: Record<string, string> },
): Call {
  const { method, path, parameters, body, permission } = operation
  const kind = bodyKindOf(operation)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] || `{${name}}`).replace(/%7B|%7D/g, decodeURIComponent),
  )
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  for (const { name, in: place } of parameters) {
    const value = values[name]
    if (value && place === 'query') query.append(name, value)
    if (value && place === 'header') headers[name] = value
  }
  // Of the two kinds of form whoever sends them says the type: it has the boundary, or the charset.
  if (body && (kind === 'json' || kind === 'file')) headers['Content-Type'] = body.contentType
  return {
    method,
    url: `${origin}/api/v1${filled}${query.size > 0 ? `?${query}` : ''}`,
    headers,
    body: kind && toCallBody(kind, given),
    needsToken: permission !== null,
  }
}

function bodyKindOf({ body }: Operation): CallBody['kind'] | null {
  if (!body) return null
  return bodyKinds[body.contentType] ?? 'json'
}

const bodyKinds: Record<string, CallBody['kind']> = {
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'parts',
  'application/pdf': 'file',
}

function toCallBody(
  kind: CallBody['kind'],
  { text, fields }: { text: string; fields: Record<string, string> },
): CallBody {
  if (kind === 'json') return { kind, text }
  if (kind === 'file') return { kind }
  if (kind === 'parts') return { kind, field: 'file' }
  return { kind, fields: Object.entries(fields).filter(([, value]) => value !== '') }
}

function replyTypeOf(document: ApiDocument, { answers }: Operation): string {
  const good = answers.find(([status]) => Number(status) < 300)?.[1]
  const schema = good?.content?.['application/json']?.schema
  return schema ? typeOf(document, schema) : 'undefined'
}
