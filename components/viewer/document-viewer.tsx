'use client'
import { useMediaQuery } from '#components/ui/use-media-query.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { ContentsPanel } from './contents-panel.tsx'
import { DocumentLost } from './document-gone.tsx'
import { NarrowViewer } from './narrow-viewer.tsx'
import { Printing } from './printing.tsx'
import { ReadingPane } from './reading-pane.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReader } from './use-reader.ts'
import { WideViewer } from './wide-viewer.tsx'

/** The document page: contents at the left, the pages, and what is known about them at the right. Fills the space it is given. */
export function DocumentViewer({ document }: { document: DocumentBody }) {
  const reader = useReader(document)
  const isWide = useMediaQuery('(min-width: 1024px)')
  if (reader.isGone) return <DocumentLost id={document.id} />
  const { document: shown, version, pageCount, page, pagesDone, outline, goToPage } = reader
  const Frame = isWide ? WideViewer : NarrowViewer
  return (
    <>
      {!reader.isHopeless && <Printing reader={reader} />}
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
