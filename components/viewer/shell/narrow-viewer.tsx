'use client'
import { Info, List, type LucideIcon, Search } from 'lucide-react'
import { useRef } from 'react'
import { Sheet } from '#components/ui/dialog.tsx'
import { ContentsPanel } from '#components/viewer/contents/contents-panel.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { FindBar } from '#components/viewer/find/find-bar.tsx'
import { useFind } from '#components/viewer/find/find-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { PagesPane } from '#components/viewer/pages/pages-pane.tsx'
import { Announcer } from './announcer.tsx'
import { BackLink } from './back-link.tsx'
import { DocumentMenu } from './document-menu.tsx'
import { PageField } from './page-field.tsx'
import { usePanels } from './panels-context.tsx'
import { SidePanel } from './side-panel.tsx'
import { useViewerShortcuts } from './use-viewer-shortcuts.ts'
import { ViewerNotices } from './viewer-notices.tsx'

/** The viewer on narrow screens: one column with a toolbar at the bottom; the panels slide over the pages. */
export function NarrowViewer() {
  const { panels, narrow } = viewerMessages
  const { document, canShowPages } = useShownVersion()
  const { sideTab, openSideTab, isContentsSheetOpen, setContentsSheetOpen } = usePanels()
  const { query } = useFind()
  const pageField = useRef<HTMLInputElement>(null)
  const toggleContents = () => setContentsSheetOpen(!isContentsSheetOpen)
  useViewerShortcuts({ pageField, toggleContents })
  return (
    <div className="absolute inset-0 flex flex-col">
      <header className="flex h-12 shrink-0 items-center gap-1 border-b bg-paper px-1">
        <BackLink />
        <h1
          dir="auto"
          className="min-w-0 flex-1 truncate text-left font-semibold font-serif text-base"
          title={document.title}
        >
          {document.title}
        </h1>
        <DocumentMenu />
      </header>
      <ViewerNotices />
      <div className="relative min-h-0 flex-1">
        <PagesPane />
      </div>
      {query && !sideTab && <FindBar />}
      <div
        role="toolbar"
        aria-label={narrow.toolbar}
        className="flex shrink-0 items-center border-t bg-paper pb-[env(safe-area-inset-bottom)]"
      >
        {canShowPages ? (
          <>
            <ToolbarButton icon={List} label={panels.contents} onPress={toggleContents} />
            <PageField ref={pageField} />
            <ToolbarButton icon={Search} label={panels.find} onPress={() => openSideTab('find')} />
          </>
        ) : (
          <ToolbarButton icon={Info} label={panels.details} onPress={() => openSideTab('details')} />
        )}
      </div>
      <Sheet
        title={panels.contents}
        side="left"
        isOpen={isContentsSheetOpen && canShowPages}
        onOpenChange={setContentsSheetOpen}
      >
        <ContentsPanel onOpenPage={() => setContentsSheetOpen(false)} />
      </Sheet>
      <Sheet title={narrow.sheet} isOpen={sideTab !== null} onOpenChange={(isOpen) => !isOpen && openSideTab(null)}>
        <div className="h-[70dvh]">
          <SidePanel onOpenMatch={() => openSideTab(null)} />
        </div>
      </Sheet>
      <Announcer />
    </div>
  )
}

type ButtonProps = { icon: LucideIcon; label: string; onPress: () => void }

function ToolbarButton({ icon: Icon, label, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className="flex h-12 min-w-12 flex-1 cursor-pointer items-center justify-center gap-2 text-ink-2 text-small [&_svg]:size-5"
      aria-haspopup="dialog"
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
      {label}
    </button>
  )
}
