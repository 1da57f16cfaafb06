import Link from 'next/link'
import type { ReactNode } from 'react'
import { Page } from '#components/layout/page.tsx'
import { Wordmark } from '#components/layout/wordmark.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { developersMessages } from './messages.ts'

/** The layout of the pages about error codes, for visitors and for people who are signed in. */
export function ProblemFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="outline-none">
      <Page width="narrow">
        <div className="flex items-center justify-between pt-6">
          <Wordmark isFlush href="/" />
          <Link href="/developers" className="text-accent text-small underline underline-offset-2">
            {developersMessages.title}
          </Link>
        </div>
        <PageHeader title={title} />
        <div className="flex flex-col gap-6">{children}</div>
      </Page>
    </main>
  )
}
