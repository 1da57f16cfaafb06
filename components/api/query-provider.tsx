'use client'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { ApiError, asApiError } from './client.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Whether the form shows the error itself; otherwise a toast does. */
      showsError?: boolean
    }
  }
}

function shouldRetry(count: number, thrown: unknown): boolean {
  return count < 2 && (!(thrown instanceof ApiError) || thrown.status === 0 || thrown.status >= 500)
}

/** Whether the resource was deleted, or the user lost access to it: its cached data is then removed. */
function isInaccessible(thrown: unknown): boolean {
  return thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 403)
}

/** The cache of server state, with the rules for retries and for errors of changes. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: shouldRetry, staleTime: 5_000 },
          // A change that cannot be sent fails at once: sending it automatically much later would be unexpected.
          mutations: { networkMode: 'always' },
        },
        queryCache: new QueryCache({
          onError(thrown, query) {
            if (isInaccessible(thrown) && query.state.data !== undefined) query.setState({ data: undefined })
          },
        }),
        mutationCache: new MutationCache({
          onError(thrown, _variables, _result, mutation) {
            if (mutation.meta?.showsError) return
            const error = asApiError(thrown)
            if (error.status !== 401) toast.failed(error.message, error.detail ?? undefined)
          },
        }),
      }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
