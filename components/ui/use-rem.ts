'use client'
import { type RefObject, useLayoutEffect, useState } from 'react'

/** A width in rem, the unit of the text size: layouts then depend on the text size of the reader. */
export type RemSize = { widthInRem: number; pixelsPerRem: number }

/** The width of an element in rem, and the pixels of one rem; both follow the size of the window and of the text. */
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
