'use client'
import { useEffect, useRef } from 'react'
import { cx } from '#components/ui/cx.ts'
import type { PDFPageProxy } from '#components/viewer/document/pdf-source.ts'

/** A canvas larger than this is drawn coarser: memory stays bounded at every zoom. */
const maxCanvasPixels = 4096 * 4096
/** While the zoom moves, the drawn picture is stretched; it is drawn anew when the zoom rests. */
const restMilliseconds = 140

const canvasClass = 'absolute inset-0 size-full'

type Props = { page: PDFPageProxy; scale: number; onDrawn: () => void; onFailed: (cause: unknown) => void }

/** The picture of a page, as sharp as the screen. The old picture stays until the new one is whole. */
export function PageCanvas({ page, scale, onDrawn, onFailed }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLCanvasElement | null>(null)
  const told = useRef({ onDrawn, onFailed })
  useEffect(() => {
    told.current = { onDrawn, onFailed }
  })

  useEffect(() => {
    let cancel = () => {}
    const timer = setTimeout(
      () => {
        const viewport = page.getViewport({ scale })
        const wanted = Math.max(devicePixelRatio, 1)
        const ratio = Math.min(wanted, Math.sqrt(maxCanvasPixels / (viewport.width * viewport.height)))
        const canvas = document.createElement('canvas')
        canvas.width = Math.max(1, Math.round(viewport.width * ratio))
        canvas.height = Math.max(1, Math.round(viewport.height * ratio))
        canvas.className = canvasClass
        const task = page.render({
          canvas,
          viewport,
          transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
        })
        cancel = () => {
          task.cancel()
          if (shown.current !== canvas) release(canvas)
        }
        task.promise.then(
          () => {
            const before = shown.current
            shown.current = canvas
            host.current?.replaceChildren(canvas)
            if (before) release(before)
            told.current.onDrawn()
          },
          (cause) => {
            if (cause?.name !== 'RenderingCancelledException') told.current.onFailed(cause)
          },
        )
      },
      shown.current ? restMilliseconds : 0,
    )
    return () => {
      clearTimeout(timer)
      cancel()
    }
  }, [page, scale])

  useEffect(() => {
    return () => {
      if (shown.current) release(shown.current)
      shown.current = null
      page.cleanup()
    }
  }, [page])

  return (
    <div
      ref={host}
      aria-hidden="true"
      data-page-canvas=""
      className={cx('absolute inset-0 overflow-hidden', 'dark:brightness-[.86] dark:sepia-[.06]')}
    />
  )
}

/** Gives the pixels back at once; waiting for the garbage collector would keep hundreds of megabytes. */
function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
