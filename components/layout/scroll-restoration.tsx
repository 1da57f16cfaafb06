'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { endBackNavigation, listAddress, rememberList, startBackNavigation } from './back-navigation.ts'
import { useMainElement } from './main-element.ts'

/** The scroll position of a page, and the address of the link that was followed from it. */
type ScrollPosition = { top: number; link: string | null }

/** How long to wait for the content to be rendered again, also on a slow machine. Any input of the user ends the wait earlier. */
const maxWaitMs = 20_000

/**
 * Restores the scroll position of a list, and the focus on the link that was followed, when the user goes back to it. The browser only
 * does so for the window, but `main` is the scroll container.
 */
export function ScrollRestoration() {
  const address = listAddress(usePathname(), useSearchParams().toString())
  const main = useMainElement()
  const currentAddress = useRef(address)
  const positions = useRef(new Map<string, ScrollPosition>())

  useEffect(() => {
    if (!main) return
    const savePosition = ({ target }: Event) => {
      const link = target instanceof Element && main.contains(target) ? target.closest('a[href]') : null
      const saved = positions.current.get(currentAddress.current)?.link ?? null
      positions.current.set(currentAddress.current, { top: main.scrollTop, link: link?.getAttribute('href') ?? saved })
    }
    document.addEventListener('click', savePosition, { capture: true })
    document.addEventListener('keydown', savePosition, { capture: true })
    return () => {
      document.removeEventListener('click', savePosition, { capture: true })
      document.removeEventListener('keydown', savePosition, { capture: true })
    }
  }, [main])

  // Added on the first mount, so before the router's own listener: React renders the previous page synchronously in that one.
  useEffect(() => {
    const onPopState = () => startBackNavigation(listAddress(location.pathname, location.search))
    window.addEventListener('popstate', onPopState)
    return () => window.removeEventListener('popstate', onPopState)
  }, [])

  useEffect(() => {
    if (!main) return
    currentAddress.current = address
    rememberList(address)
    const position = positions.current.get(address)
    return endBackNavigation(address) && position ? restore(main, position) : undefined
  }, [address, main])
  return null
}

/** Scrolls as soon as the content is tall enough, unless the user scrolls or types first. Gives a function that cancels it. */
function restore(main: HTMLElement, { top, link }: ScrollPosition): () => void {
  const deadline = performance.now() + maxWaitMs
  let frame = 0
  const cancel = () => {
    cancelAnimationFrame(frame)
    for (const type of ['wheel', 'pointerdown', 'keydown']) window.removeEventListener(type, cancel)
  }
  function attempt() {
    main.scrollTop = top
    const target = link && main.querySelector<HTMLElement>(`a[href="${CSS.escape(link)}"]`)
    const isDone = Math.abs(main.scrollTop - top) < 2 && (target || !link)
    if (!isDone && performance.now() < deadline) {
      frame = requestAnimationFrame(attempt)
      return
    }
    if (target) target.focus({ preventScroll: true })
    cancel()
  }
  for (const type of ['wheel', 'pointerdown', 'keydown']) window.addEventListener(type, cancel)
  attempt()
  return cancel
}
