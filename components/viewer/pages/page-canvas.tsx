'use client'
import { useEffect, useRef } from 'react'
import { cx } from '#components/ui/cx.ts'
import type { PDFPageProxy } from '#components/viewer/document/pdf-source.ts'

/** Larger pages are rendered at a lower resolution, which bounds the memory of a canvas at every zoom. */
const maxCanvasPixels = 4096 * 4096
/** Debounce of rendering while the zoom changes; the browser scales the previous canvas meanwhile. */
const renderDelayMilliseconds = 140

const canvasClass = 'absolute inset-0 size-full'

type Props = { page: PDFPageProxy; scale: number; onDrawn: () => void; onFailed: (cause: unknown) => void }

/** Renders a page to a canvas at the resolution of the screen. The previous canvas stays until the new one is complete. */
export function PageCanvas({ page, scale, onDrawn, onFailed }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLCanvasElement | null>(null)
  const handlers = useRef({ onDrawn, onFailed })
  useEffect(() => {
    handlers.current = { onDrawn, onFailed }
  })

  useEffect(() => {
    let cancel = () => {}
    const timer = setTimeout(
      () => {
        const viewport = page.getViewport({ scale })
        const ratio = Math.min(
          Math.max(devicePixelRatio, 1),
          Math.sqrt(maxCanvasPixels / (viewport.width * viewport.height)),
        )
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
            const previous = shown.current
            shown.current = canvas
            host.current?.replaceChildren(canvas)
            if (previous) release(previous)
            handlers.current.onDrawn()
          },
          (cause) => {
            if (cause?.name !== 'RenderingCancelledException') handlers.current.onFailed(cause)
          },
        )
      },
      shown.current ? renderDelayMilliseconds : 0,
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

/** Frees the pixels of a canvas at once. Until a garbage collection they would add up to hundreds of megabytes. */
function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
