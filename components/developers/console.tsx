'use client'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CodeBlock } from './code-block.tsx'
import { CodeChoice } from './code-choice.tsx'
import { type ApiDocument, type Operation, sampleOf, typeOf } from './openapi-document.ts'
import { type Outcome, sendCall } from './send-call.ts'
import type { Call } from './snippets.ts'

type Props = { document: ApiDocument; operation: Operation; origin: string; isSignedIn: boolean }

/** Fills in a call, sends it with the reader's own session, and gives it away as code. */
export function Console({ document, operation, origin, isSignedIn }: Props) {
  const { parameters, body, permission } = operation
  const isForm = body?.contentType === 'multipart/form-data'
  const isFile = isForm || body?.contentType === 'application/pdf'
  const fileId = useId()
  const [values, setValues] = useState<Record<string, string>>({})
  const [text, setText] = useState(() =>
    body && !isFile ? JSON.stringify(sampleOf(document, body.schema), null, 2) : '',
  )
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isPending, setPending] = useState(false)
  const call = toCall(operation, origin, values, text)

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
      <div className="grid gap-3 sm:grid-cols-2">
        {parameters.map(({ name, required }) => (
          <TextField
            key={name}
            label={name}
            isRequired={required ?? false}
            value={values[name] ?? ''}
            onChange={(value) => setValues({ ...values, [name]: value })}
          />
        ))}
      </div>
      {body && !isFile && (
        <TextField label="Body" rows={8} value={text} onChange={setText} className="[&_textarea]:font-mono" />
      )}
      {isFile && (
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
        <Button look="primary" onPress={send} isPending={isPending}>
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
  { method, path, parameters, body, permission }: Operation,
  origin: string,
  values: Record<string, string>,
  text: string,
): Call {
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
  if (body && body.contentType !== 'multipart/form-data') headers['Content-Type'] = body.contentType
  const isForm = body?.contentType === 'multipart/form-data'
  return {
    method,
    url: `${origin}/api/v1${filled}${query.size > 0 ? `?${query}` : ''}`,
    headers,
    body: isForm ? { kind: 'form', field: 'file' } : body ? { kind: 'text', text } : null,
    needsToken: permission !== null,
  }
}

function replyTypeOf(document: ApiDocument, { answers }: Operation): string {
  const good = answers.find(([status]) => Number(status) < 300)?.[1]
  const schema = good?.content?.['application/json']?.schema
  return schema ? typeOf(document, schema) : 'undefined'
}
