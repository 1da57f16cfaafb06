'use client'
import { ErrorState } from '#components/ui/error-state.tsx'
import { layoutMessages } from './messages.ts'

/** The error boundary of pages. The digest is the id under which the server logged the error. */
export function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <ErrorState title={layoutMessages.pageError.title} requestId={error.digest ?? null} onRetry={reset}>
        {layoutMessages.pageError.text}
      </ErrorState>
    </div>
  )
}
