import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ProblemFrame } from '#components/developers/problem-frame.tsx'
import { type ErrorCode, errorCatalogue } from '#lib/core/errors.ts'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: find((await params).code)?.title ?? 'Not found' }
}

/** The page that a problem's `type` leads to: what the code means and what to do about it. */
export default async function ProblemPage({ params }: Props) {
  const { code } = await params
  const problem = find(code)
  if (!problem) notFound()
  return (
    <ProblemFrame title={problem.title}>
      <p className="font-serif text-lead">{problem.help}</p>
      <dl className="figures grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 border-t pt-4 text-small">
        <dt className="text-ink-3">Code</dt>
        <dd>
          <code className="font-mono">{code}</code>
        </dd>
        <dt className="text-ink-3">Status</dt>
        <dd>{problem.status}</dd>
      </dl>
      <p className="text-ink-2 text-small">
        The answer’s <code className="font-mono">detail</code> says more where there is more to say, and its{' '}
        <code className="font-mono">requestId</code> names the line in the server’s log.{' '}
        <Link href="/problems" className="text-accent underline underline-offset-2">
          All codes
        </Link>
      </p>
    </ProblemFrame>
  )
}

function find(code: string) {
  return Object.hasOwn(errorCatalogue, code) ? errorCatalogue[code as ErrorCode] : null
}
