'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { Reader } from '#components/viewer/use-reader.ts'
import { DocumentMenu } from './document-menu.tsx'
import { PageField } from './page-field.tsx'
import { PanelDivider } from './panel-divider.tsx'
import { useReaderKeys } from './use-reader-keys.ts'
import { ViewerNotices } from './viewer-notices.tsx'
import { panelWidths, setViewerPreferences } from './viewer-preferences.ts'
import { ViewerToolbar } from './viewer-toolbar.tsx'
import { ZoomMenu } from './zoom-menu.tsx'

export type ViewerFrameProps = { reader: Reader; contents: ReactNode; pages: ReactNode; side: ReactNode }

/** Three columns; the outer ones can be closed and sized. */
export function WideViewer({ reader, contents, pages, side }: ViewerFrameProps) {
  const { document, version, isHopeless, preferences, tab } = reader
  const { contentsWidth, sideWidth } = preferences
  const contentsOpen = preferences.contentsOpen && !isHopeless
  const pageField = useRef<HTMLInputElement>(null)
  const toggleContents = () => setViewerPreferences({ contentsOpen: !preferences.contentsOpen })
  useReaderKeys(reader, { pageField, toggleContents })
  return (
    <div className="absolute inset-0 flex flex-col">
      <ViewerToolbar
        title={document.title}
        isContentsOpen={contentsOpen}
        isSideOpen={tab !== null}
        onToggleContents={isHopeless ? null : toggleContents}
        onToggleSide={() => reader.openTab(tab ? null : isHopeless ? 'details' : 'find')}
      >
        {!isHopeless && <WayThroughPages reader={reader} pageField={pageField} />}
        <DocumentMenu
          documentId={document.id}
          version={version}
          onOpenTab={reader.openTab}
          onZoom={reader.setZoom}
          onCopyLink={() => void reader.copyLink(null)}
          onPrint={reader.isHopeless ? null : () => reader.setPrintOpen(true)}
        />
      </ViewerToolbar>
      <ReaderNotices reader={reader} />
      <div className="flex min-h-0 flex-1">
        {contentsOpen && (
          <>
            <div className="min-h-0 shrink-0" style={{ width: contentsWidth }}>
              {contents}
            </div>
            <PanelDivider
              label="Width of the contents"
              panel="left"
              width={contentsWidth}
              usualWidth={panelWidths.contents}
              onResize={(width) => setViewerPreferences({ contentsWidth: width })}
            />
          </>
        )}
        <div className="relative min-w-0 flex-1">{pages}</div>
        {tab && (
          <>
            <PanelDivider
              label="Width of the side panel"
              panel="right"
              width={sideWidth}
              usualWidth={panelWidths.side}
              onResize={(width) => setViewerPreferences({ sideWidth: width })}
            />
            <aside aria-label="About the document" className="min-h-0 shrink-0" style={{ width: sideWidth }}>
              {side}
            </aside>
          </>
        )}
      </div>
      <Announcer text={reader.announcement} />
    </div>
  )
}

function WayThroughPages({ reader, pageField }: { reader: Reader; pageField: RefObject<HTMLInputElement | null> }) {
  const { page, pageCount } = reader
  return (
    <>
      <IconButton label="Page before" keys="k" isDisabled={page <= 1} onPress={() => reader.goToPage(page - 1)}>
        <ChevronUp />
      </IconButton>
      <PageField
        ref={pageField}
        page={page}
        pageCount={pageCount}
        onGo={reader.goToPage}
        onLeave={() => reader.list.current?.focus()}
      />
      <IconButton label="Next page" keys="j" isDisabled={page >= pageCount} onPress={() => reader.goToPage(page + 1)}>
        <ChevronDown />
      </IconButton>
      <span aria-hidden="true" className="mx-2 h-5 border-l" />
      <ZoomMenu factor={reader.zoomFactor} onZoom={reader.setZoom} onStep={reader.stepZoom} />
      <span aria-hidden="true" className="mx-2 h-5 border-l" />
    </>
  )
}

export function ReaderNotices({ reader }: { reader: Reader }) {
  const { document, version, lostMark, forgetMark, openVersion } = reader
  return (
    <ViewerNotices
      {...{ document, version, lostMark }}
      onForgetMark={forgetMark}
      onOpenNewest={() => openVersion(document.version)}
    />
  )
}

/** Tells who cannot see it where the reading has gone. */
export function Announcer({ text }: { text: string }) {
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  )
}
