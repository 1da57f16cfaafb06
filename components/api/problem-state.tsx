'use client'
import { ErrorState } from '#components/ui/error-state.tsx'
import { asApiError } from './client.ts'

/** The error of a query, in place of its content. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = asApiError(error)
  return (
    <ErrorState title={problem.message} requestId={problem.requestId} {...(onRetry ? { onRetry } : {})}>
      {problem.detail}
    </ErrorState>
  )
}
