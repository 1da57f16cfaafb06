'use client'
import { ErrorState } from '#components/ui/error-state.tsx'

/** What a page shows when it could not be made. The digest is the id under which the server logged it. */
export function PageProblem({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <ErrorState title="This page could not be shown" requestId={error.digest ?? null} onRetry={reset}>
        Try again. If it stays, tell whoever runs this server the request below.
      </ErrorState>
    </div>
  )
}
