'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createPortal } from 'react-dom'
import { usePrinting } from '#components/ui/use-printing.ts'
import { type PageText, pageImageUrl, pageQuery } from '#components/viewer/document/page-query.ts'
import { MarkLayer, type PageMarks } from '#components/viewer/marks/mark-layer.tsx'
import './print-pages.css'
import { TextLayer } from '#components/viewer/text/text-layer.tsx'

/** The width of a page's picture in pixels: about 230 dots per inch on a sheet of A4. */
export const printImageWidth = 1920
/** More pages than this print only by the viewer's own action, which fetches them one after the other. */
const maxUnprepared = 300

/** Pages that have been fetched for a print, with the address of each picture. */
export type PreparedPrint = { pages: readonly { number: number; image: string }[]; hasMarks: boolean }

type Props = {
  documentId: string
  version: number
  pageCount: number
  marksOf: (page: number) => PageMarks
  /** What the viewer's own action has chosen; null where the browser prints by itself: every page, without marks. */
  prepared: PreparedPrint | null
}

/**
 * The document as it is printed, and nothing of the application around it: one sheet for each page, with its picture over its text.
 * Until something is prepared the pictures are lazy, and browsers fetch lazy pictures when they print.
 */
export function PrintPages({ documentId, version, pageCount, marksOf, prepared }: Props) {
  const client = useQueryClient()
  // Rendered anew when the browser prints: by then more pages may be known.
  usePrinting()
  const all = () =>
    Array.from({ length: pageCount }, (_, at) => ({
      number: at + 1,
      image: pageImageUrl(documentId, version, at + 1, printImageWidth),
    }))
  const pages = prepared?.pages ?? (pageCount <= maxUnprepared ? all() : [])
  const textOf = (page: number) => client.getQueryData(pageQuery(documentId, version, page).queryKey)
  const usual = pages.map(({ number }) => textOf(number)).find(Boolean)
  const sheets = pages.map((page) => ({
    ...page,
    text: textOf(page.number),
    size: sizeOf(textOf(page.number) ?? usual),
  }))
  return createPortal(
    <div className="print-document" aria-hidden="true">
      <style>{pageRules(sheets.map(({ size }) => size))}</style>
      {pages.length === 0 && (
        <p className="print-note">
          This document has {pageCount} pages. To print it, choose Print in the menu of the document, and the pages.
        </p>
      )}
      {sheets.map(({ number, image, text, size }) => (
        <section key={number} className="print-page" data-print-page={number} style={toStyle(size)}>
          {text && (
            <div className="print-overlay print-text" style={{ width: text.width, height: text.height }}>
              <TextLayer page={number} text={text.text} words={text.words} />
            </div>
          )}
          {/* biome-ignore lint/performance/noImgElement: a picture of the server's own, at the width of a print */}
          <img src={image} alt="" loading={prepared ? 'eager' : 'lazy'} decoding="sync" />
          {text && prepared?.hasMarks && (
            <div className="print-overlay print-marks" style={{ width: text.width, height: text.height }}>
              <MarkLayer
                marks={marksOf(number)}
                text={text.text}
                words={text.words}
                takesFocus={false}
                onFocusTaken={ignore}
              />
            </div>
          )}
        </section>
      ))}
    </div>,
    document.body,
  )
}

type SheetSize = { width: number; height: number }

const ignore = () => undefined
/** US Letter, until a page of the document is known. */
const letter: SheetSize = { width: 612, height: 792 }

function sizeOf(text: PageText | undefined): SheetSize {
  return text ? { width: Math.round(text.width), height: Math.round(text.height) } : letter
}

function nameOf({ width, height }: SheetSize): string {
  return `sheet-${width}-${height}`
}

function toStyle(size: SheetSize) {
  return { page: nameOf(size), width: `${size.width}pt`, height: `${size.height}pt` }
}

/** A rule for each size of sheet (CSS Paged Media 3, named pages): a landscape schedule prints in landscape. */
function pageRules(sizes: readonly SheetSize[]): string {
  const distinct = new Map(sizes.map((size) => [nameOf(size), size]))
  return [...distinct]
    .map(([name, { width, height }]) => `@page ${name} { size: ${width}pt ${height}pt; margin: 0 }`)
    .join('\n')
}
