'use client'
import { type RefObject, useEffect, useRef } from 'react'

type Handler = (delta: number, at: { viewX: number; viewY: number }) => void

/** Ctrl and the wheel, and the pinch of a touchpad, which browsers report as such; the page's own zoom is left out of it. */
export function useCtrlWheel(scroller: RefObject<HTMLElement | null>, onWheel: Handler): void {
  const latest = useRef(onWheel)
  useEffect(() => {
    latest.current = onWheel
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const handle = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 24 : event.deltaY
      latest.current(pixels, { viewX: event.clientX - left, viewY: event.clientY - top })
    }
    element.addEventListener('wheel', handle, { passive: false })
    return () => element.removeEventListener('wheel', handle)
  }, [scroller])
}
