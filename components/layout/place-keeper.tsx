'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { endReturn, listAddress, rememberList, startReturn } from './way-back.ts'

type Place = { top: number; link: string | null }

/** How long what was there may take to be drawn again. */
const patienceMilliseconds = 2_000

const scroller = () => document.getElementById('main')

/**
 * Who goes back to a list finds it where it was left, with the focus on the link that led away: `main` scrolls by itself, so that the
 * browser does not see to it.
 */
export function PlaceKeeper() {
  const address = listAddress(usePathname(), useSearchParams().toString())
  const here = useRef(address)
  const places = useRef(new Map<string, Place>())

  useEffect(() => {
    const note = ({ target }: Event) => {
      const main = scroller()
      if (!main) return
      const link = target instanceof Element && main.contains(target) ? target.closest('a[href]') : null
      const known = places.current.get(here.current)?.link ?? null
      places.current.set(here.current, { top: main.scrollTop, link: link?.getAttribute('href') ?? known })
    }
    const goBack = () => startReturn(listAddress(location.pathname, location.search))
    document.addEventListener('click', note, { capture: true })
    document.addEventListener('keydown', note, { capture: true })
    window.addEventListener('popstate', goBack)
    return () => {
      document.removeEventListener('click', note, { capture: true })
      document.removeEventListener('keydown', note, { capture: true })
      window.removeEventListener('popstate', goBack)
    }
  }, [])

  useEffect(() => {
    here.current = address
    rememberList(address)
    const place = places.current.get(address)
    return endReturn(address) && place ? restore(place) : undefined
  }, [address])
  return null
}

/** Scrolls as soon as what is above is drawn, unless the reader is quicker. Gives what ends the waiting. */
function restore({ top, link }: Place): () => void {
  const until = performance.now() + patienceMilliseconds
  let frame = 0
  const end = () => {
    cancelAnimationFrame(frame)
    for (const type of ['wheel', 'pointerdown', 'keydown']) window.removeEventListener(type, end)
  }
  function attempt() {
    const main = scroller()
    if (!main) return end()
    main.scrollTop = top
    const target = link && main.querySelector<HTMLElement>(`a[href="${CSS.escape(link)}"]`)
    const isDone = Math.abs(main.scrollTop - top) < 2 && (target || !link)
    if (!isDone && performance.now() < until) {
      frame = requestAnimationFrame(attempt)
      return
    }
    if (target) target.focus({ preventScroll: true })
    end()
  }
  for (const type of ['wheel', 'pointerdown', 'keydown']) window.addEventListener(type, end)
  attempt()
  return end
}
