'use client'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { connection } from '#components/api/connection.ts'
import { toast } from '#components/ui/toast.tsx'

type NextRouter = ReturnType<typeof useRouter>
export type OnlineRouter = Pick<NextRouter, 'push' | 'refresh'>

/** Says that a navigation was refused, since without a connection it would end at an error page of the browser. */
export function warnOfLostConnection(): void {
  const title = connection() === 'offline' ? 'You are offline' : 'LexAI cannot be reached'
  toast.failed(title, 'This page stays as it is. Try again once the connection is back.')
}

/** Has the browser open an address, a download say, for as long as the server can be reached; otherwise warns. */
export function openWhileOnline(url: string): void {
  if (connection() === 'online') location.assign(url)
  else warnOfLostConnection()
}

/**
 * The router of Next.js for as long as the server can be reached. Otherwise `push` warns and `refresh` does nothing: Next.js answers a
 * failed request for a page by loading the document, which the browser would replace by its own error page.
 */
export function useOnlineRouter(): OnlineRouter {
  const router = useRouter()
  return useMemo(
    () => ({
      push(href, options) {
        if (connection() === 'online') router.push(href, options)
        else warnOfLostConnection()
      },
      refresh() {
        if (connection() === 'online') router.refresh()
      },
    }),
    [router],
  )
}
