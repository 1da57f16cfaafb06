'use client'
import { useEffect, useState } from 'react'
import { closePdf, openPdf, type PDFDocumentProxy, warmPdf } from './pdf-source.ts'

type PdfState = { pdf: PDFDocumentProxy | null; error: Error | null }

// Before the page is alive: what draws it is the largest part to come.
if (typeof window !== 'undefined') warmPdf().catch(() => {})

/** The PDF at a URL, opened while the component is there. Another URL closes it and opens that one. */
export function usePdf(url: string | null): PdfState {
  const [state, setState] = useState<PdfState>({ pdf: null, error: null })
  useEffect(() => {
    if (!url) return
    let isGone = false
    let close = () => {}
    void (async () => {
      try {
        const task = await openPdf(url)
        close = () => closePdf(task)
        if (isGone) return close()
        const pdf = await task.promise
        if (!isGone) setState({ pdf, error: null })
      } catch (cause) {
        if (!isGone) setState({ pdf: null, error: cause instanceof Error ? cause : new Error(String(cause)) })
      }
    })()
    return () => {
      isGone = true
      close()
      setState({ pdf: null, error: null })
    }
  }, [url])
  return state
}
