'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'

/**
 * Without a connection the browser would replace the page by its own error, and with it what is typed and read: links wait instead,
 * and a line says so. What is on the screen stays usable.
 */
export function OfflineGuard() {
  const isOnline = useOnline()
  useEffect(() => {
    if (isOnline) return
    const stop = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      if (!link || link.origin !== location.origin || link.hash !== '') return
      event.preventDefault()
      event.stopPropagation()
      toast.failed('You are offline', 'This page stays as it is. Follow the link again once the connection is back.')
    }
    document.addEventListener('click', stop, { capture: true })
    return () => document.removeEventListener('click', stop, { capture: true })
  }, [isOnline])
  if (isOnline) return null
  return (
    <Notice tone="amber" isAlert className="rounded-none print:hidden">
      You are offline. What is on the screen stays; changes can be saved once the connection is back.
    </Notice>
  )
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener('online', onChange)
      window.addEventListener('offline', onChange)
      return () => {
        window.removeEventListener('online', onChange)
        window.removeEventListener('offline', onChange)
      }
    },
    () => navigator.onLine,
    () => true,
  )
}
