'use client'
import { type RefObject, useLayoutEffect, useState } from 'react'

/** A length in the units that text grows with: what fits at the reader's text size, not at the screen's. */
export type RemSize = { widthInRem: number; pixelsPerRem: number }

/** The width of an element in rem, and how many pixels one is; both follow the window and the text size. */
export function useRemWidth(element: RefObject<HTMLElement | null>, initial: RemSize): RemSize {
  const [size, setSize] = useState(initial)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => {
      const pixelsPerRem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setSize((before) => {
        const widthInRem = target.clientWidth / pixelsPerRem
        const isSame = before.widthInRem === widthInRem && before.pixelsPerRem === pixelsPerRem
        return isSame ? before : { widthInRem, pixelsPerRem }
      })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
