'use client'
import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Badge } from '#components/ui/badge.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { CodeBlock } from './code-block.tsx'
import { Console } from './console.tsx'
import { developersMessages } from './messages.ts'
import { type ApiDocument, type Operation, type Parameter, typeOf } from './openapi-document.ts'

const { operation: messages } = developersMessages

type Props = { document: ApiDocument; operation: Operation; origin: string; isSignedIn: boolean }

/** One operation: a row that expands to its parameters, bodies and responses, and a console to try it. */
export function OperationView({ document, operation, origin, isSignedIn }: Props) {
  const { method, path, summary, permission, parameters, body, responses } = operation
  return (
    <Disclosure className="group">
      <Heading level={4}>
        <Button
          slot="trigger"
          className="flex w-full cursor-pointer flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5 text-left hover:bg-well"
        >
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 self-center text-ink-3 transition-transform group-data-[expanded]:rotate-90"
          />
          <code className="w-16 shrink-0 font-mono text-ink-2 text-small">{method}</code>
          <code className="break-all font-mono text-small">{path}</code>
          <span className="ml-auto text-ink-3 text-small">{summary}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="flex flex-col gap-5 pt-1 pb-8 pl-8">
          <p className="text-small">
            {permission === null && messages.isPublic}
            {permission === '' && messages.requiresSignIn}
            {permission && (
              <FilledText
                text={messages.requiresPermission}
                values={{ permission: <Badge tone="accent">{permission}</Badge> }}
              />
            )}
          </p>
          {parameters.length > 0 && <Parameters parameters={parameters} document={document} />}
          {body && <CodeBlock label={messages.requestBody(body.contentType)} code={typeOf(document, body.schema)} />}
          <Responses responses={responses} document={document} />
          <Console document={document} operation={operation} origin={origin} isSignedIn={isSignedIn} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}

function Parameters({ parameters, document }: { parameters: Parameter[]; document: ApiDocument }) {
  return (
    <table className="w-full text-left text-small">
      <thead className="text-ink-3">
        <tr>
          <th className="py-1 pr-4 font-normal">{messages.parameter}</th>
          <th className="py-1 pr-4 font-normal">{messages.location}</th>
          <th className="py-1 font-normal">{messages.values}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={`${parameter.in} ${parameter.name}`} className="border-t align-baseline">
            <td className="py-1 pr-4">
              <code className="font-mono">{parameter.name}</code>
              {parameter.required && <span className="text-ink-3"> {messages.required}</span>}
            </td>
            <td className="py-1 pr-4 text-ink-2">{parameter.in}</td>
            <td className="py-1 text-ink-2">
              {parameter.description ?? (
                <code className="break-words font-mono">{typeOf(document, parameter.schema)}</code>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Responses({ responses, document }: { responses: Operation['responses']; document: ApiDocument }) {
  const isSuccess = (status: string) => Number(status) < 300
  const successes = responses.filter(([status]) => isSuccess(status))
  const others = responses.filter(([status]) => !isSuccess(status))
  return (
    <div className="flex flex-col gap-3">
      {successes.map(([status, response]) => (
        <div key={status} className="flex flex-col gap-1.5">
          <p className="text-small">
            <span className="figures font-medium">{status}</span>{' '}
            <span className="text-ink-2">{response.description}</span>
          </p>
          {Object.entries(response.content ?? {}).map(([type, { schema }]) => (
            <CodeBlock
              key={type}
              label={messages.responseBody(status, type)}
              code={schema ? typeOf(document, schema) : type}
            />
          ))}
        </div>
      ))}
      <p className="figures text-ink-3 text-small">
        {messages.otherStatuses(others.map(([status]) => status).join(', '))}
      </p>
    </div>
  )
}
