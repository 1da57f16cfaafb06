import type { Metadata } from 'next'
import Link from 'next/link'
import { developersMessages } from '#components/developers/messages.ts'
import { ProblemFrame } from '#components/developers/problem-frame.tsx'
import { errorCatalogue } from '#lib/errors.ts'

const { problems: messages } = developersMessages

export const metadata: Metadata = { title: messages.title }

/** All error codes with their status. */
export default function ProblemsPage() {
  return (
    <ProblemFrame title={messages.title}>
      <p className="max-w-[65ch] text-ink-2">{messages.about}</p>
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
