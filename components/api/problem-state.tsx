'use client'
import { ErrorState } from '#components/ui/error-state.tsx'
import { asApiError } from './client.ts'

/** An error of a query, shown where its content would be. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = asApiError(error)
  return (
    <ErrorState title={problem.message} requestId={problem.requestId} {...(onRetry ? { onRetry } : {})}>
      {problem.detail}
    </ErrorState>
  )
}
