import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { developersMessages } from '#components/developers/messages.ts'
import { ProblemFrame } from '#components/developers/problem-frame.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import type { ErrorCode } from '#lib/core/errors.ts'
import { errorCatalogue } from '#lib/errors.ts'

const { problems: messages } = developersMessages
const detailField = 'detail'
const requestIdField = 'requestId'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findProblem((await params).code)?.title ?? messages.notFound }
}

/** The page at the `type` of a problem document: the meaning of the code, and what to do about it. */
export default async function ProblemPage({ params }: Props) {
  const { code } = await params
  const problem = findProblem(code)
  if (!problem) notFound()
  return (
    <ProblemFrame title={problem.title}>
      <p className="font-serif text-lead">{problem.help}</p>
      <dl className="figures grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 border-t pt-4 text-small">
        <dt className="text-ink-3">{messages.code}</dt>
        <dd>
          <code className="font-mono">{code}</code>
        </dd>
        <dt className="text-ink-3">{messages.status}</dt>
        <dd>{problem.status}</dd>
      </dl>
      <p className="text-ink-2 text-small">
        <FilledText
          text={messages.explanation}
          values={{
            detail: <code className="font-mono">{detailField}</code>,
            requestId: <code className="font-mono">{requestIdField}</code>,
            allCodes: (
              <Link href="/problems" className="text-accent underline underline-offset-2">
                {developersMessages.errorCodes}
              </Link>
            ),
          }}
        />
      </p>
    </ProblemFrame>
  )
}

function findProblem(code: string) {
  return Object.hasOwn(errorCatalogue, code) ? errorCatalogue[code as ErrorCode] : null
}
