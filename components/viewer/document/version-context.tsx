'use client'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useMemo } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { useViewerUrl } from '#components/viewer/viewer-url.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { versionsQuery } from './document-query.ts'

type ShownVersion = {
  document: DocumentBody
  version: number
  isNewest: boolean
  /** Whether the version in the URL exists; null while the list of versions is loading. */
  hasVersion: boolean | null
  /** The page count of the version according to the server; null while it is unknown. */
  storedPageCount: number | null
  /** The number of pages processed so far, from page 1. */
  pagesDone: number
  isPageProcessed: (page: number) => boolean
  /** False where no browser can open the file. */
  canShowPages: boolean
  openVersion: (version: number) => void
}

const ShownVersionContext = createContext<ShownVersion | null>(null)

function useShownVersion(): ShownVersion {
  return useRequiredContext(ShownVersionContext)
}

export { useShownVersion }

/** Failures after which the browser cannot open the file either. */
const unopenable: ReadonlySet<string> = new Set(['pdf.password_required', 'pdf.damaged', 'pdf.no_pages'])

/** Provides the document and the version of it that the URL names, which is the newest one by default. */
export function ShownVersionProvider({ document, children }: { document: DocumentBody; children: ReactNode }) {
  const [url, setUrl] = useViewerUrl()
  const versionOfMark = /^v(\d+)\./.exec(url.mark ?? '')?.[1]
  const requested = versionOfMark ? Number(versionOfMark) : (url.version ?? document.version)
  const isNewestRequested = requested === document.version
  const versions = useQuery({ ...versionsQuery(document.id), enabled: !isNewestRequested })
  const value = useMemo((): ShownVersion => {
    // The document's own progress is more recent than that of the newest version in the list of versions.
    const older = isNewestRequested ? undefined : versions.data?.find((each) => each.version === requested)
    const hasVersion = isNewestRequested || (versions.data ? older !== undefined : null)
    const version = hasVersion === false ? document.version : requested
    const { status, pageCount, pagesDone } = older ?? document
    const isNewest = version === document.version
    return {
      document,
      version,
      isNewest,
      hasVersion,
      storedPageCount: pageCount,
      pagesDone,
      isPageProcessed: (page) => hasVersion !== null && (status === 'ready' || page <= pagesDone),
      canShowPages: !(isNewest && unopenable.has(document.failure?.code ?? '')),
      openVersion: (next) => void setUrl({ version: next === document.version ? null : next, mark: null }),
    }
  }, [document, requested, isNewestRequested, versions.data, setUrl])
  return <ShownVersionContext value={value}>{children}</ShownVersionContext>
}
