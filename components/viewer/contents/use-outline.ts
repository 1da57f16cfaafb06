'use client'
import { useEffect, useState } from 'react'
import { type PDFDocumentProxy, type PdfOutlineItem, readOutline } from '#components/viewer/document/pdf-source.ts'

/** The outline waits until the first page had its turn: its bytes may be anywhere in the file. */
const afterMilliseconds = 400
const nothing: readonly PdfOutlineItem[] = []

export function useOutline(pdf: PDFDocumentProxy | null): readonly PdfOutlineItem[] {
  const [outline, setOutline] = useState(nothing)
  useEffect(() => {
    if (!pdf) return
    let isGone = false
    const timer = setTimeout(async () => {
      const read = await readOutline(pdf).catch(() => nothing)
      if (!isGone) setOutline(read)
    }, afterMilliseconds)
    return () => {
      isGone = true
      clearTimeout(timer)
      setOutline(nothing)
    }
  }, [pdf])
  return outline
}
