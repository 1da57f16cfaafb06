'use client'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { connection } from '#components/api/connection.ts'
import { toast } from '#components/ui/toast.tsx'
import { layoutMessages } from './messages.ts'

type NextRouter = ReturnType<typeof useRouter>
export type OnlineRouter = Pick<NextRouter, 'push' | 'refresh'>

/** Reports that navigation was refused: without a connection it would end at an error page of the browser. */
export function warnOfLostConnection(): void {
  const { connection: messages } = layoutMessages
  const title = connection() === 'offline' ? messages.offline : messages.unreachable
  toast.failed(title, messages.navigationRefused)
}

/** Opens an address in the browser, for example a download, while the server can be reached; otherwise warns. */
export function openWhileOnline(url: string): void {
  if (connection() === 'online') location.assign(url)
  else warnOfLostConnection()
}

/**
 * The router of Next.js while the server can be reached. Otherwise `push` warns and `refresh` does nothing: after a failed request for
 * a page, Next.js loads the document, which the browser would replace by its own error page.
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
