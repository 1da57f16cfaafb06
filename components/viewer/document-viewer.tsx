'use client'
import { useMediaQuery } from '#components/ui/use-media-query.ts'
import { ContentsPanel } from '#components/viewer/contents/contents-panel.tsx'
import { DocumentLost } from '#components/viewer/document/document-gone.tsx'
import { ReadingPane } from '#components/viewer/pages/reading-pane.tsx'
import { DocumentPrinting } from '#components/viewer/print/document-printing.tsx'
import { NarrowViewer } from '#components/viewer/shell/narrow-viewer.tsx'
import { SidePanel } from '#components/viewer/shell/side-panel.tsx'
import { WideViewer } from '#components/viewer/shell/wide-viewer.tsx'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { useReader } from './use-reader.ts'

/** The document page: contents at the left, the pages, and what is known about them at the right. Fills the space it is given. */
export function DocumentViewer({ document }: { document: DocumentBody }) {
  const reader = useReader(document)
  const isWide = useMediaQuery('(min-width: 1024px)')
  if (reader.isGone) return <DocumentLost id={document.id} />
  const { document: shown, version, pageCount, page, pagesDone, outline, goToPage } = reader
  const Frame = isWide ? WideViewer : NarrowViewer
  return (
    <>
      {!reader.isHopeless && <DocumentPrinting reader={reader} />}
      <Frame
        reader={reader}
        contents={
          <ContentsPanel
            {...{ version, pageCount, page, pagesDone, outline }}
            documentId={shown.id}
            onGo={(to) => {
              goToPage(to)
              if (!isWide) reader.setContentsOpen(false)
            }}
          />
        }
        pages={<ReadingPane reader={reader} />}
        side={<SidePanel reader={reader} closesOnGo={!isWide} />}
      />
    </>
  )
}
