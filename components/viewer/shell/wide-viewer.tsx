'use client'
import { useRef } from 'react'
import { ContentsPanel } from '#components/viewer/contents/contents-panel.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { PagesPane } from '#components/viewer/pages/pages-pane.tsx'
import { Announcer } from './announcer.tsx'
import { DocumentMenu } from './document-menu.tsx'
import { PageControls } from './page-controls.tsx'
import { PanelDivider } from './panel-divider.tsx'
import { usePanels } from './panels-context.tsx'
import { SidePanel } from './side-panel.tsx'
import { useViewerShortcuts } from './use-viewer-shortcuts.ts'
import { ViewerNotices } from './viewer-notices.tsx'
import { panelWidths, setViewerPreferences, useViewerPreferences } from './viewer-preferences.ts'
import { ViewerToolbar } from './viewer-toolbar.tsx'

/** The viewer on wide screens: three columns, of which the outer two can be closed and resized. */
export function WideViewer() {
  const messages = viewerMessages.panels
  const { canShowPages } = useShownVersion()
  const { sideTab } = usePanels()
  const { contentsOpen, contentsWidth, sideWidth } = useViewerPreferences()
  const isContentsOpen = contentsOpen && canShowPages
  const pageField = useRef<HTMLInputElement>(null)
  const toggleContents = () => setViewerPreferences({ contentsOpen: !contentsOpen })
  useViewerShortcuts({ pageField, toggleContents })
  return (
    <div className="absolute inset-0 flex flex-col">
      <ViewerToolbar isContentsOpen={isContentsOpen} onToggleContents={toggleContents}>
        {canShowPages && <PageControls pageField={pageField} />}
        <DocumentMenu />
      </ViewerToolbar>
      <ViewerNotices />
      <div className="flex min-h-0 flex-1">
        {isContentsOpen && (
          <>
            <div className="min-h-0 shrink-0" style={{ width: contentsWidth }}>
              <ContentsPanel />
            </div>
            <PanelDivider
              label={messages.contentsWidth}
              panel="left"
              width={contentsWidth}
              defaultWidth={panelWidths.contents}
              onResize={(width) => setViewerPreferences({ contentsWidth: width })}
            />
          </>
        )}
        <div className="relative min-w-0 flex-1">
          <PagesPane />
        </div>
        {sideTab && (
          <>
            <PanelDivider
              label={messages.sideWidth}
              panel="right"
              width={sideWidth}
              defaultWidth={panelWidths.side}
              onResize={(width) => setViewerPreferences({ sideWidth: width })}
            />
            <aside aria-label={messages.about} className="min-h-0 shrink-0" style={{ width: sideWidth }}>
              <SidePanel />
            </aside>
          </>
        )}
      </div>
      <Announcer />
    </div>
  )
}
