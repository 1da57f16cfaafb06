import type { ReactNode } from 'react'
import { Wordmark } from '#components/layout/wordmark.tsx'

/** One column, one thing to do. */
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

/** The title of such a page, and a line of what it is for. */
export function AuthTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {children && <div className="mt-1.5 text-ink-2">{children}</div>}
    </div>
  )
}
