'use client'
import { type RefObject, useEffect, useRef } from 'react'

const withinMilliseconds = 320
const withinPixels = 24

type Handler = (at: { viewX: number; viewY: number }) => void

/** Two taps of a finger at one place. A mouse's double click is left alone: it selects a word. */
export function useDoubleTap(scroller: RefObject<HTMLElement | null>, onDoubleTap: Handler): void {
  const latest = useRef(onDoubleTap)
  useEffect(() => {
    latest.current = onDoubleTap
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let before = { at: 0, x: 0, y: 0 }
    const handle = (event: PointerEvent) => {
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      const { timeStamp: at, clientX: x, clientY: y } = event
      const isSecond = at - before.at < withinMilliseconds && Math.hypot(x - before.x, y - before.y) < withinPixels
      before = isSecond ? { at: 0, x: 0, y: 0 } : { at, x, y }
      if (!isSecond) return
      const { left, top } = element.getBoundingClientRect()
      latest.current({ viewX: x - left, viewY: y - top })
    }
    element.addEventListener('pointerup', handle)
    return () => element.removeEventListener('pointerup', handle)
  }, [scroller])
}
