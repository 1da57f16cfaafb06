import type { Metadata } from 'next'
import Link from 'next/link'
import { ProblemFrame } from '#components/developers/problem-frame.tsx'
import { errorCatalogue } from '#lib/core/errors.ts'

export const metadata: Metadata = { title: 'Problems' }

/** Every code an answer may carry, with its status. */
export default function ProblemsPage() {
  return (
    <ProblemFrame title="Problems">
      <p className="max-w-[65ch] text-ink-2">
        An answer that is no success is a problem in the form of RFC 9457. Its code is what a program should look at; it
        does not change.
      </p>
      <ul className="divide-y border-y">
        {Object.entries(errorCatalogue).map(([code, { status, title }]) => (
          <li key={code}>
            <Link
              href={`/problems/${code}`}
              className="grid gap-x-6 py-2.5 hover:bg-well sm:grid-cols-[17rem_3rem_1fr]"
            >
              <code className="font-mono text-accent text-small">{code}</code>
              <span className="figures text-ink-3 text-small">{status}</span>
              <span>{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </ProblemFrame>
  )
}
