'use client'
import { useEffect, useState } from 'react'
import { type PDFDocumentProxy, type PdfOutlineItem, readOutline } from '#components/viewer/document/pdf-source.ts'

/** The outline is loaded after the first page, because its bytes may be anywhere in the file. */
const delayMilliseconds = 400
const noOutline: readonly PdfOutlineItem[] = []

/** The outline of the PDF; empty until it is loaded, and where the PDF has none. */
export function useOutline(pdf: PDFDocumentProxy | null): readonly PdfOutlineItem[] {
  const [outline, setOutline] = useState(noOutline)
  useEffect(() => {
    if (!pdf) return
    let isCancelled = false
    const timer = setTimeout(async () => {
      const loaded = await readOutline(pdf).catch(() => noOutline)
      if (!isCancelled) setOutline(loaded)
    }, delayMilliseconds)
    return () => {
      isCancelled = true
      clearTimeout(timer)
      setOutline(noOutline)
    }
  }, [pdf])
  return outline
}
