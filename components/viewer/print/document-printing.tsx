'use client'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '#components/ui/use-keys.ts'
import { pageQuery } from '#components/viewer/document/page-query.ts'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { useMarks } from '#components/viewer/marks/marks-context.tsx'
import { usePanels } from '#components/viewer/shell/panels-context.tsx'
import { releasePrint } from './prepare-print.ts'
import { PrintDialog } from './print-dialog.tsx'
import { type PreparedPrint, PrintPages } from './print-pages.tsx'

/** Documents with at most so many pages load the text of all pages at once, for the browser's own print command. */
const maxPreloadedPages = 10

/** Printing: the viewer's own dialog (in its menu, or Ctrl P), and what the browser's print command prints. */
export function DocumentPrinting() {
  const [prepared, setPrepared] = useState<PreparedPrint | null>(null)
  // The sheets are rendered into a portal, which the server cannot do.
  const [isMounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const { document, version, isPageProcessed } = useShownVersion()
  const { pageCount } = useOpenedPdf()
  const { marksOf } = useMarks()
  const { setPrintDialogOpen } = usePanels()
  const sheets = useRef<HTMLDivElement>(null)
  useQueries({
    queries: Array.from({ length: pageCount <= maxPreloadedPages ? pageCount : 0 }, (_, index) => ({
      ...pageQuery(document.id, version, index + 1),
      enabled: isMounted && isPageProcessed(index + 1),
    })),
  })
  useKeys({ 'mod+p': () => setPrintDialogOpen(true) })

  useEffect(() => {
    if (!prepared) return
    let isCancelled = false
    const print = async () => {
      const images = [...(sheets.current?.querySelectorAll<HTMLImageElement>('.print-page > img') ?? [])]
      await Promise.allSettled(images.map((image) => image.decode()))
      if (!isCancelled) window.print()
    }
    const end = () => setPrepared(null)
    window.addEventListener('afterprint', end)
    void print()
    return () => {
      isCancelled = true
      window.removeEventListener('afterprint', end)
      releasePrint(prepared.pages)
    }
  }, [prepared])

  return (
    <>
      {isMounted && <PrintPages ref={sheets} documentId={document.id} {...{ version, pageCount, marksOf, prepared }} />}
      <PrintDialog onPrepared={setPrepared} />
    </>
  )
}
