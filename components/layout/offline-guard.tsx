'use client'
import { useEffect } from 'react'
import { useConnection } from '#components/api/connection.ts'
import { Notice } from '#components/ui/notice.tsx'
import { layoutMessages } from './messages.ts'
import { warnOfLostConnection } from './use-online-router.ts'

const { connection: messages } = layoutMessages

/**
 * Blocks links to other pages while there is no connection, and shows a notice: the browser would replace the page, and everything typed
 * into it, by its own error page.
 */
export function OfflineGuard() {
  const connection = useConnection()
  useEffect(() => {
    if (connection === 'online') return
    const refuse = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      if (!link || link.origin !== location.origin || isWithinPage(link)) return
      event.preventDefault()
      event.stopPropagation()
      warnOfLostConnection()
    }
    document.addEventListener('click', refuse, { capture: true })
    return () => document.removeEventListener('click', refuse, { capture: true })
  }, [connection])
  if (connection === 'online') return null
  return (
    <Notice tone="amber" isAlert className="rounded-none print:hidden">
      {connection === 'offline' ? messages.offlineNotice : messages.unreachableNotice}
    </Notice>
  )
}

function isWithinPage({ pathname, search, hash }: HTMLAnchorElement): boolean {
  return hash !== '' && pathname === location.pathname && search === location.search
}
