'use client'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useKeys } from '#components/ui/use-keys.ts'
import { pageQuery } from '#components/viewer/document/page-query.ts'
import type { Reader } from '#components/viewer/use-reader.ts'
import { releasePrint } from './prepare-print.ts'
import { PrintDialog } from './print-dialog.tsx'
import { type PreparedPrint, PrintPages } from './print-pages.tsx'

/** The text of so few pages is read with the document, for what the browser prints by itself. */
const fewPages = 10

/** Printing a document: the viewer's own action, by its menu or Ctrl P, and what the browser prints by itself. */
export function DocumentPrinting({ reader }: { reader: Reader }) {
  const [prepared, setPrepared] = useState<PreparedPrint | null>(null)
  // The print lies outside of what the server rendered.
  const [isMounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const { document, version, pageCount, marksOf, isRead, isPrintOpen, setPrintOpen } = reader
  useQueries({
    queries: Array.from({ length: pageCount <= fewPages ? pageCount : 0 }, (_, at) => ({
      ...pageQuery(document.id, version, at + 1),
      enabled: isMounted && isRead(at + 1),
    })),
  })
  useKeys({ 'mod+p': () => setPrintOpen(true) })

  useEffect(() => {
    if (!prepared) return
    let isLeaving = false
    const print = async () => {
      const pictures = [...window.document.querySelectorAll<HTMLImageElement>('.print-page > img')]
      await Promise.allSettled(pictures.map((picture) => picture.decode()))
      if (!isLeaving) window.print()
    }
    const end = () => setPrepared(null)
    window.addEventListener('afterprint', end)
    void print()
    return () => {
      isLeaving = true
      window.removeEventListener('afterprint', end)
      releasePrint(prepared.pages)
    }
  }, [prepared])

  return (
    <>
      {isMounted && <PrintPages documentId={document.id} {...{ version, pageCount, marksOf, prepared }} />}
      <PrintDialog
        reader={reader}
        isOpen={isPrintOpen}
        onOpenChange={setPrintOpen}
        onPrepared={(print) => {
          setPrintOpen(false)
          setPrepared(print)
        }}
      />
    </>
  )
}
