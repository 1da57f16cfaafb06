import type { ReactNode } from 'react'
import { Wordmark } from '#components/layout/wordmark.tsx'

/** The layout of the pages before sign-in: the logo and one column. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex px-4 pt-4 sm:px-8 sm:pt-6">
        <Wordmark isFlush href="/" />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[25rem] flex-1 px-4 pt-[min(12dvh,7rem)] pb-16">
        {children}
      </main>
    </div>
  )
}

/** The title of a page before sign-in, with an optional explanation. */
export function AuthTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {children && <div className="mt-1.5 text-ink-2">{children}</div>}
    </div>
  )
}
