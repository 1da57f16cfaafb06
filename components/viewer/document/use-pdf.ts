'use client'
import { useEffect, useState } from 'react'
import { closePdf, openPdf, type PDFDocumentProxy, preloadPdf } from './pdf-source.ts'

type PdfState = { pdf: PDFDocumentProxy | null; error: Error | null }

// Starts loading pdf.js before hydration, because it is the largest download of the viewer.
if (typeof window !== 'undefined') preloadPdf().catch(() => {})

/** Opens the PDF at a URL while the component is mounted. A new URL closes it and opens the other one; null opens nothing. */
export function usePdf(url: string | null): PdfState {
  const [state, setState] = useState<PdfState>({ pdf: null, error: null })
  useEffect(() => {
    if (!url) return
    let isCancelled = false
    let close = () => {}
    void (async () => {
      try {
        const task = await openPdf(url)
        close = () => closePdf(task)
        if (isCancelled) return close()
        const pdf = await task.promise
        if (!isCancelled) setState({ pdf, error: null })
      } catch (cause) {
        if (!isCancelled) setState({ pdf: null, error: cause instanceof Error ? cause : new Error(String(cause)) })
      }
    })()
    return () => {
      isCancelled = true
      close()
      setState({ pdf: null, error: null })
    }
  }, [url])
  return state
}
