'use client'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CallCodeBlock } from './call-code-block.tsx'
import { CodeBlock } from './code-block.tsx'
import { ConsoleFields } from './console-fields.tsx'
import { developersMessages } from './messages.ts'
import { type ApiDocument, formFields, type Operation, responseTypeOf, sampleOf } from './openapi-document.ts'
import { type Outcome, sendCall } from './send-call.ts'
import { bodyKindOf, toCall } from './to-call.ts'

const { console: messages } = developersMessages

type Props = { document: ApiDocument; operation: Operation; origin: string; isSignedIn: boolean }

/** A form to fill in a call, to send it with the user's own session, and to copy it as code. */
export function Console({ document, operation, origin, isSignedIn }: Props) {
  const { parameters, body, permission } = operation
  const kind = bodyKindOf(operation)
  const fields = body && kind === 'form' ? formFields(document, body.schema) : []
  const fileId = useId()
  const [values, setValues] = useState<Record<string, string>>({})
  const [json, setJson] = useState(() =>
    body && kind === 'json' ? JSON.stringify(sampleOf(document, body.schema), null, 2) : '',
  )
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isPending, setPending] = useState(false)
  const [formValues, setFormValues] = useState<Record<string, string>>({})
  const call = toCall(operation, origin, values, { json, formValues })

  async function send() {
    setPending(true)
    setOutcome(await sendCall(call, file))
    setPending(false)
  }

  if (permission !== null && !isSignedIn) {
    return (
      <div className="flex flex-col gap-4">
        <Notice>
          <FilledText
            text={messages.signInToTry}
            values={{
              signIn: (
                <Link href="/sign-in?returnTo=/developers" className="underline underline-offset-2">
                  {messages.signIn}
                </Link>
              ),
            }}
          />
        </Notice>
        <CallCodeBlock call={call} responseType={responseTypeOf(document, operation)} />
      </div>
    )
  }
  return (
    <section
      aria-label={messages.label(operation.method, operation.path)}
      className="flex flex-col gap-4 rounded-md border p-4"
    >
      <ConsoleFields fields={parameters} values={values} onChange={setValues} />
      {kind === 'form' && <ConsoleFields fields={fields} values={formValues} onChange={setFormValues} />}
      {kind === 'json' && (
        <TextField label={messages.body} rows={8} value={json} onChange={setJson} className="[&_textarea]:font-mono" />
      )}
      {(kind === 'file' || kind === 'multipart') && (
        <div className="flex flex-col gap-1.5">
          <label htmlFor={fileId} className="font-medium text-small">
            {messages.file}
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
      <CallCodeBlock call={call} responseType={responseTypeOf(document, operation)} />
      <div>
        <Button variant="primary" onPress={send} isPending={isPending}>
          {messages.send}
        </Button>
      </div>
      <div aria-live="polite">{outcome && <OutcomeView outcome={outcome} />}</div>
    </section>
  )
}

function OutcomeView({ outcome }: { outcome: Outcome }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="figures text-ink-2 text-small">
        <FilledText
          text={messages.outcome}
          values={{
            status: <span className="font-medium text-ink">{outcome.status}</span>,
            milliseconds: Math.round(outcome.durationMs),
          }}
        />
      </p>
      <CodeBlock label={messages.responseHeaders} code={outcome.headers} />
      {outcome.body && <CodeBlock label={messages.responseBody} code={outcome.body} />}
    </div>
  )
}
