'use client'
import { type RefObject, useEffect, useRef } from 'react'

const maxIntervalMilliseconds = 320
const maxDistancePixels = 24

type Handler = (at: { viewX: number; viewY: number }) => void

/** Handles double taps on touch screens. A double click with a mouse keeps selecting a word. */
export function useDoubleTap(scroller: RefObject<HTMLElement | null>, onDoubleTap: Handler): void {
  const latest = useRef(onDoubleTap)
  useEffect(() => {
    latest.current = onDoubleTap
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let previous = { at: 0, x: 0, y: 0 }
    const handle = (event: PointerEvent) => {
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      const { timeStamp: at, clientX: x, clientY: y } = event
      const isSecond =
        at - previous.at < maxIntervalMilliseconds && Math.hypot(x - previous.x, y - previous.y) < maxDistancePixels
      previous = isSecond ? { at: 0, x: 0, y: 0 } : { at, x, y }
      if (!isSecond) return
      const { left, top } = element.getBoundingClientRect()
      latest.current({ viewX: x - left, viewY: y - top })
    }
    element.addEventListener('pointerup', handle)
    return () => element.removeEventListener('pointerup', handle)
  }, [scroller])
}
