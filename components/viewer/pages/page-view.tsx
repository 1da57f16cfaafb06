'use client'
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useState } from 'react'
import { cx } from '#components/ui/cx.ts'
import { pageQuery } from '#components/viewer/document/page-query.ts'
import type { PDFDocumentProxy, PDFPageProxy } from '#components/viewer/document/pdf-source.ts'
import { MarkLayer, type PageMarks } from '#components/viewer/marks/mark-layer.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { TextLayer } from '#components/viewer/text/text-layer.tsx'
import { PageCanvas } from './page-canvas.tsx'
import type { PageFrame } from './page-layout.ts'
import type { PageSize } from './page-size.ts'

/** A page is loaded after this delay, so that fast scrolling does not load the pages in between. */
const loadDelayMilliseconds = 60

type Props = {
  documentId: string
  version: number
  number: number
  pageCount: number
  frame: PageFrame
  pdf: PDFDocumentProxy | null
  /** Whether the server has processed the page, so that its text can be loaded. */
  isProcessed: boolean
  marks: PageMarks
  takesFocus: boolean
  onFocused: () => void
  onSize: (page: number, size: PageSize) => void
}

/** One page: its rendering, the marks, and the text layer over both. */
export const PageView = memo(function PageView(props: Props) {
  const { documentId, version, number, pageCount, frame, pdf, isProcessed, marks, takesFocus, onFocused, onSize } =
    props
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [isDrawn, setDrawn] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const { data: text } = useQuery({ ...pageQuery(documentId, version, number), enabled: isProcessed })

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
      number === 1 ? 0 : loadDelayMilliseconds,
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
      aria-label={viewerMessages.pages.pageOf(number, pageCount)}
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
            <MarkLayer {...{ marks, takesFocus, onFocused }} text={text.text} words={text.words} />
          </div>
          <div className="absolute top-0 left-0 origin-top-left" style={overlay}>
            <TextLayer page={number} text={text.text} words={text.words} />
          </div>
        </>
      )}
    </section>
  )
})

/** Scales from the server's page size to the size on the screen. Server and pdf.js may use different units. */
function toFrame(frame: PageFrame, size: PageSize): string {
  return `scale(${frame.width / size.width}, ${frame.height / size.height})`
}

/** Placeholder for a page that is not rendered yet. */
function PageLines() {
  return (
    <div aria-hidden="true" className="absolute inset-0 flex animate-pulse flex-col gap-[1.6%] px-[12%] pt-[14%]">
      {[62, 0, 100, 97, 99, 94, 58, 0, 98, 100, 95, 99, 72].map((width, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change their order
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
      {isReadable ? viewerMessages.pages.readableOnly : viewerMessages.pages.failed}
    </p>
  )
}
