'use client'
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useState } from 'react'
import { cx } from '#components/ui/cx.ts'
import { pageQuery } from '#components/viewer/document/page-query.ts'
import type { PDFDocumentProxy, PDFPageProxy } from '#components/viewer/document/pdf-source.ts'
import { MarkLayer, type PageMarks } from '#components/viewer/marks/mark-layer.tsx'
import { TextLayer } from '#components/viewer/text/text-layer.tsx'
import { PageCanvas } from './page-canvas.tsx'
import type { PageFrame } from './page-layout.ts'
import type { PageSize } from './page-size.ts'

/** A page that is only passed by is not asked for. */
const passingMilliseconds = 60

type Props = {
  documentId: string
  version: number
  number: number
  pageCount: number
  frame: PageFrame
  pdf: PDFDocumentProxy | null
  /** Whether the server has read this page already: its text can be asked for. */
  isRead: boolean
  marks: PageMarks
  takesFocus: boolean
  onFocusTaken: () => void
  onSize: (page: number, size: PageSize) => void
}

/** One sheet of paper: the picture, the marks on it, and the text over it. */
export const PageView = memo(function PageView(props: Props) {
  const { documentId, version, number, pageCount, frame, pdf, isRead, marks, takesFocus, onFocusTaken, onSize } = props
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [isDrawn, setDrawn] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const { data: text } = useQuery({ ...pageQuery(documentId, version, number), enabled: isRead })

  useEffect(() => {
    if (!pdf) return
    let isGone = false
    const timer = setTimeout(
      async () => {
        try {
          const loaded = await pdf.getPage(number)
          if (isGone) return
          const { width, height } = loaded.getViewport({ scale: 1 })
          onSize(number, { width, height })
          setPage(loaded)
        } catch {
          if (!isGone) setFailed(true)
        }
      },
      number === 1 ? 0 : passingMilliseconds,
    )
    return () => {
      isGone = true
      clearTimeout(timer)
      setPage(null)
      setDrawn(false)
      setFailed(false)
    }
  }, [pdf, number, onSize])

  const overlay = text ? { width: text.width, height: text.height, transform: toFrame(frame, text) } : null
  return (
    <section
      aria-label={`Page ${number} of ${pageCount}`}
      data-page={number}
      data-drawn={isDrawn || undefined}
      className="absolute isolate bg-[#fff] forced-colors:border shadow-[0_0_0_1px_rgb(28_27_24/0.08),0_2px_10px_-2px_rgb(28_27_24/0.12)] dark:bg-[#dddad3] dark:shadow-none"
      style={{ top: frame.top, left: frame.left, width: frame.width, height: frame.height }}
    >
      {page && (
        <PageCanvas page={page} scale={frame.scale} onDrawn={() => setDrawn(true)} onFailed={() => setFailed(true)} />
      )}
      {!isDrawn && !hasFailed && <PageLines />}
      {hasFailed && <PageFailure isReadable={Boolean(text?.text)} />}
      {text && overlay && (
        <>
          <div
            className={cx('absolute top-0 left-0 origin-top-left mix-blend-multiply', !isDrawn && 'opacity-0')}
            style={overlay}
          >
            <MarkLayer {...{ marks, takesFocus, onFocusTaken }} text={text.text} words={text.words} />
          </div>
          <div className="absolute top-0 left-0 origin-top-left" style={overlay}>
            <TextLayer page={number} text={text.text} words={text.words} />
          </div>
        </>
      )}
    </section>
  )
})

/** The server's points onto the sheet as it is shown; both know the page's size, and need not agree on its unit. */
function toFrame(frame: PageFrame, size: PageSize): string {
  return `scale(${frame.width / size.width}, ${frame.height / size.height})`
}

/** The shape of a page that is still coming. */
function PageLines() {
  return (
    <div aria-hidden="true" className="absolute inset-0 flex animate-pulse flex-col gap-[1.6%] px-[12%] pt-[14%]">
      {[62, 0, 100, 97, 99, 94, 58, 0, 98, 100, 95, 99, 72].map((width, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          key={line}
          className={cx('h-[0.9%] rounded-sm', width > 0 && 'bg-[rgb(28_27_24/0.08)]')}
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  )
}

function PageFailure({ isReadable }: { isReadable: boolean }) {
  return (
    <p className="absolute inset-x-[12%] top-[14%] text-[#5d594f] text-small">
      This page could not be drawn here.{' '}
      {isReadable ? 'Its text can still be found and copied.' : 'Download the original to see it.'}
    </p>
  )
}
