'use client'
import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useOutline } from '#components/viewer/contents/use-outline.ts'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { contentUrl } from './page-query.ts'
import type { PDFDocumentProxy, PdfOutlineItem } from './pdf-source.ts'
import { usePdf } from './use-pdf.ts'
import { useShownVersion } from './version-context.tsx'

type OpenedPdf = {
  /** Null while the file is loading, and where it cannot be opened. */
  pdf: PDFDocumentProxy | null
  error: Error | null
  retry: () => void
  /** The page count of the PDF; until it is open, the one that the server knows, or 1. */
  pageCount: number
  outline: readonly PdfOutlineItem[]
}

const OpenedPdfContext = createContext<OpenedPdf | null>(null)

function useOpenedPdf(): OpenedPdf {
  return useRequiredContext(OpenedPdfContext)
}

export { useOpenedPdf }

/** Opens the PDF of the shown version in the browser and provides it. */
export function OpenedPdfProvider({ children }: { children: ReactNode }) {
  const { document, version, hasVersion, storedPageCount, canShowPages } = useShownVersion()
  const [attempt, setAttempt] = useState(0)
  const url = hasVersion === null || !canShowPages ? null : contentUrl(document.id, version)
  const { pdf, error } = usePdf(url && attempt > 0 ? `${url}#${attempt}` : url)
  const outline = useOutline(pdf)
  const pageCount = pdf?.numPages ?? storedPageCount ?? 1
  const value = useMemo(
    () => ({ pdf, error, retry: () => setAttempt((before) => before + 1), pageCount, outline }),
    [pdf, error, pageCount, outline],
  )
  return <OpenedPdfContext value={value}>{children}</OpenedPdfContext>
}
