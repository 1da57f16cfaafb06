'use client'
import { useEffect } from 'react'
import { useMainElement } from './main-element.ts'

const focusableSelector = 'a[href], button:not(:disabled), input:not(:disabled), summary, [tabindex="0"]'

/**
 * Keeps the keyboard focus on the page: when the focused element is removed (a session that was ended, a link that was followed), its
 * nearest remaining ancestor or `main` gets the focus. Dialogs and menus restore the focus themselves, one frame later.
 */
export function FocusRestoration() {
  const main = useMainElement()
  useEffect(() => {
    let ancestors: Element[] = []
    let path = location.pathname
    const onFocusIn = ({ target }: FocusEvent) => {
      ancestors = []
      path = location.pathname
      let element = target as Element | null
      for (; element && element !== document.body; element = element.parentElement) ancestors.push(element)
    }
    const restore = () => {
      if (document.activeElement !== document.body) return
      const nearest = location.pathname === path ? ancestors.find((element) => element.isConnected) : null
      const next = nearest?.querySelector<HTMLElement>(focusableSelector) ?? main
      next?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(() => {
      if (ancestors[0]?.isConnected !== false || document.activeElement !== document.body) return
      requestAnimationFrame(() => requestAnimationFrame(restore))
    })
    document.addEventListener('focusin', onFocusIn)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', onFocusIn)
      observer.disconnect()
    }
  }, [main])
  return null
}
