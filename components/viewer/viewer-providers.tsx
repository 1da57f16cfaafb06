'use client'
import type { ReactNode } from 'react'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { OpenedPdfProvider } from './document/pdf-context.tsx'
import { ShownVersionProvider } from './document/version-context.tsx'
import { FindProvider } from './find/find-context.tsx'
import { MarksProvider } from './marks/marks-context.tsx'
import { PagePositionProvider } from './pages/page-position.tsx'
import { ZoomProvider } from './pages/zoom-context.tsx'
import { AnnouncementProvider } from './shell/announcer.tsx'
import { PanelsProvider } from './shell/panels-context.tsx'

/** The state that the parts of the viewer share, one context for each concern. A provider may use those around it. */
export function ViewerProviders({ document, children }: { document: DocumentBody; children: ReactNode }) {
  return (
    <ShownVersionProvider document={document}>
      <OpenedPdfProvider>
        <PanelsProvider>
          <ZoomProvider>
            <PagePositionProvider>
              <AnnouncementProvider>
                <FindProvider>
                  <MarksProvider>{children}</MarksProvider>
                </FindProvider>
              </AnnouncementProvider>
            </PagePositionProvider>
          </ZoomProvider>
        </PanelsProvider>
      </OpenedPdfProvider>
    </ShownVersionProvider>
  )
}
