import Link from 'next/link'
import type { ReactNode } from 'react'
import { Page } from '#components/layout/page.tsx'
import { Wordmark } from '#components/layout/wordmark.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** A page for readers of the API, signed in or not: the mark, the title, the text. */
export function ProblemFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="outline-none">
      <Page width="narrow">
        <div className="flex items-center justify-between pt-6">
          <Wordmark isFlush href="/" />
          <Link href="/developers" className="text-accent text-small underline underline-offset-2">
            Developers
          </Link>
        </div>
        <PageHeader title={title} />
        <div className="flex flex-col gap-6">{children}</div>
      </Page>
    </main>
  )
}
