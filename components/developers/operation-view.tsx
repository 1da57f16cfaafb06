'use client'
import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Badge } from '#components/ui/badge.tsx'
import { CodeBlock } from './code-block.tsx'
import { Console } from './console.tsx'
import { type ApiDocument, type Operation, type Parameter, typeOf } from './openapi-document.ts'

type Props = { document: ApiDocument; operation: Operation; origin: string; isSignedIn: boolean }

/** One operation: a line, and behind it what it takes, what it answers, and a console to try it. */
export function OperationView({ document, operation, origin, isSignedIn }: Props) {
  const { method, path, summary, permission, parameters, body, answers } = operation
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
            {permission === null && 'Everybody may call this.'}
            {permission === '' && 'Everybody who is signed in may call this.'}
            {permission && (
              <>
                Needs <Badge tone="accent">{permission}</Badge>
              </>
            )}
          </p>
          {parameters.length > 0 && <Parameters parameters={parameters} document={document} />}
          {body && <CodeBlock label={`Body, ${body.contentType}`} code={typeOf(document, body.schema)} />}
          <Answers answers={answers} document={document} />
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
          <th className="py-1 pr-4 font-normal">Parameter</th>
          <th className="py-1 pr-4 font-normal">In</th>
          <th className="py-1 font-normal">Values</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={`${parameter.in} ${parameter.name}`} className="border-t align-baseline">
            <td className="py-1 pr-4">
              <code className="font-mono">{parameter.name}</code>
              {parameter.required && <span className="text-ink-3"> required</span>}
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

function Answers({ answers, document }: { answers: Operation['answers']; document: ApiDocument }) {
  const isGood = (status: string) => Number(status) < 300
  const good = answers.filter(([status]) => isGood(status))
  const rest = answers.filter(([status]) => !isGood(status))
  return (
    <div className="flex flex-col gap-3">
      {good.map(([status, answer]) => (
        <div key={status} className="flex flex-col gap-1.5">
          <p className="text-small">
            <span className="figures font-medium">{status}</span>{' '}
            <span className="text-ink-2">{answer.description}</span>
          </p>
          {Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
            <CodeBlock key={type} label={`${status}, ${type}`} code={schema ? typeOf(document, schema) : type} />
          ))}
        </div>
      ))}
      <p className="figures text-ink-3 text-small">Also: {rest.map(([status]) => status).join(', ')}</p>
    </div>
  )
}
