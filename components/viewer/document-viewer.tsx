'use client'
import { useMediaQuery } from '#components/ui/use-media-query.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { DocumentAccessLost } from './document/document-not-found.tsx'
import { useDocument } from './document/use-document.ts'
import { useShownVersion } from './document/version-context.tsx'
import { DocumentPrinting } from './print/document-printing.tsx'
import { NarrowViewer } from './shell/narrow-viewer.tsx'
import { WideViewer } from './shell/wide-viewer.tsx'
import { ViewerProviders } from './viewer-providers.tsx'

/**
 * The document viewer: contents on the left, the pages, Find and details on the right. It fills its container. `document` is the
 * document as the server rendered it; the viewer keeps it up to date.
 */
export function DocumentViewer({ document: initial }: { document: DocumentBody }) {
  const { document, isGone } = useDocument(initial)
  if (isGone) return <DocumentAccessLost id={initial.id} />
  return (
    <ViewerProviders document={document}>
      <ViewerLayout />
    </ViewerProviders>
  )
}

function ViewerLayout() {
  const isWide = useMediaQuery('(min-width: 1024px)')
  const { canShowPages } = useShownVersion()
  return (
    <>
      {canShowPages && <DocumentPrinting />}
      {isWide ? <WideViewer /> : <NarrowViewer />}
    </>
  )
}
