'use client'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { ApiError, asApiError } from './client.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form shows the error itself; otherwise it is said as a toast. */
      showsError?: boolean
    }
  }
}

function isWorthRetrying(count: number, thrown: unknown): boolean {
  return count < 2 && (!(thrown instanceof ApiError) || thrown.status === 0 || thrown.status >= 500)
}

/** The answer to what is gone, and to what one may not see any more: what was read of it before is dropped. */
function isOutOfReach(thrown: unknown): boolean {
  return thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 403)
}

/** What the browser knows of the server's state, and how it asks again. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: isWorthRetrying, staleTime: 5_000 },
          // A change that cannot be sent fails at once: sent by itself an hour later, it could surprise.
          mutations: { networkMode: 'always' },
        },
        queryCache: new QueryCache({
          onError(thrown, query) {
            if (isOutOfReach(thrown) && query.state.data !== undefined) query.setState({ data: undefined })
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
