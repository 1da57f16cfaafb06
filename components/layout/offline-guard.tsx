'use client'
import { useEffect } from 'react'
import { useConnection } from '#components/api/connection.ts'
import { Notice } from '#components/ui/notice.tsx'
import { warnOfLostConnection } from './use-online-router.ts'

/**
 * Without a connection the browser would replace the page by its own error, and with it what is typed and read: links are refused, and
 * a line says why. What is on the screen stays usable.
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
      {connection === 'offline' ? 'You are offline.' : 'LexAI cannot be reached.'} What is loaded stays on the screen.
      Everything else is loaded, and changes can be saved, once the connection is back.
    </Notice>
  )
}

function isWithinPage({ pathname, search, hash }: HTMLAnchorElement): boolean {
  return hash !== '' && pathname === location.pathname && search === location.search
}
