'use client'
import { useEffect } from 'react'

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), summary, [tabindex="0"]'

/**
 * When what has the focus goes (a session that was ended, a filter that was cleared, a link that led on), focus goes to what stands beside
 * it, or to `main`: who works by keys or by ear would else be nowhere. Dialogs and menus give focus back by themselves, a frame later.
 */
export function FocusKeeper() {
  useEffect(() => {
    let trail: Element[] = []
    let path = location.pathname
    const note = ({ target }: FocusEvent) => {
      trail = []
      path = location.pathname
      for (let at = target as Element | null; at && at !== document.body; at = at.parentElement) trail.push(at)
    }
    const restore = () => {
      if (document.activeElement !== document.body) return
      const place = location.pathname === path ? trail.find((element) => element.isConnected) : null
      const next = place?.querySelector<HTMLElement>(focusable) ?? document.querySelector<HTMLElement>('main')
      next?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(() => {
      if (trail[0]?.isConnected !== false || document.activeElement !== document.body) return
      requestAnimationFrame(() => requestAnimationFrame(restore))
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
  return null
}
