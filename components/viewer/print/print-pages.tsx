'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Ref } from 'react'
import { createPortal } from 'react-dom'
import { usePrinting } from '#components/ui/use-printing.ts'
import { type PageText, pageImageUrl, pageQuery } from '#components/viewer/document/page-query.ts'
import { MarkLayer, type PageMarks } from '#components/viewer/marks/mark-layer.tsx'
import { printMessages } from './messages.ts'
import './print-pages.css'
import { TextLayer } from '#components/viewer/text/text-layer.tsx'

/** The width of a page image in pixels: about 230 dots per inch on A4 paper. */
export const printImageWidth = 1920
/** Longer documents are printed with the print dialog of the viewer only, which loads the pages one after the other. */
const maxUnprepared = 300

/** Pages loaded for printing, each with the object URL of its image. */
export type PreparedPrint = { pages: readonly { number: number; image: string }[]; hasMarks: boolean }

type Props = {
  documentId: string
  version: number
  pageCount: number
  marksOf: (page: number) => PageMarks
  /** The pages chosen in the print dialog; null for the browser's own print command: all pages, without marks. */
  prepared: PreparedPrint | null
  ref: Ref<HTMLDivElement>
}

/**
 * The document for print media, without the application around it: one sheet for each page, with its image over its text. Without
 * prepared pages the images are lazy; browsers load lazy images when they print.
 */
export function PrintPages({ documentId, version, pageCount, marksOf, prepared, ref }: Props) {
  const client = useQueryClient()
  // Renders again when the browser prints: more page texts may be loaded by then.
  usePrinting()
  const all = () =>
    Array.from({ length: pageCount }, (_, at) => ({
      number: at + 1,
      image: pageImageUrl(documentId, version, at + 1, printImageWidth),
    }))
  const pages = prepared?.pages ?? (pageCount <= maxUnprepared ? all() : [])
  const textOf = (page: number) => client.getQueryData(pageQuery(documentId, version, page).queryKey)
  const fallback = pages.map(({ number }) => textOf(number)).find(Boolean)
  const sheets = pages.map((page) => ({
    ...page,
    text: textOf(page.number),
    size: sizeOf(textOf(page.number) ?? fallback),
  }))
  return createPortal(
    <div ref={ref} className="print-document" aria-hidden="true">
      <style>{pageRules(sheets.map(({ size }) => size))}</style>
      {pages.length === 0 && <p className="print-note">{printMessages.tooManyPages(pageCount)}</p>}
      {sheets.map(({ number, image, text, size }) => (
        <section key={number} className="print-page" data-print-page={number} style={toStyle(size)}>
          {text && (
            <div className="print-overlay print-text" style={{ width: text.width, height: text.height }}>
              <TextLayer page={number} text={text.text} words={text.words} />
            </div>
          )}
          {/* biome-ignore lint/performance/noImgElement: an image of this server, already at the width for printing */}
          <img src={image} alt="" loading={prepared ? 'eager' : 'lazy'} decoding="sync" />
          {text && prepared?.hasMarks && (
            <div className="print-overlay print-marks" style={{ width: text.width, height: text.height }}>
              <MarkLayer
                marks={marksOf(number)}
                text={text.text}
                words={text.words}
                takesFocus={false}
                onFocused={ignore}
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
/** US Letter, until the size of a page is known. */
const letter: SheetSize = { width: 612, height: 792 }

function sizeOf(text: PageText | undefined): SheetSize {
  return text ? { width: Math.round(text.width), height: Math.round(text.height) } : letter
}

function pageName({ width, height }: SheetSize): string {
  return `sheet-${width}-${height}`
}

function toStyle(size: SheetSize) {
  return { page: pageName(size), width: `${size.width}pt`, height: `${size.height}pt` }
}

/** One `@page` rule for each page size (named pages, CSS Paged Media 3), so that landscape pages print in landscape. */
function pageRules(sizes: readonly SheetSize[]): string {
  const distinct = new Map(sizes.map((size) => [pageName(size), size]))
  return [...distinct]
    .map(([name, { width, height }]) => `@page ${name} { size: ${width}pt ${height}pt; margin: 0 }`)
    .join('\n')
}
