'use client'
import { PanelLeft, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { BackLink } from './back-link.tsx'
import { usePanels } from './panels-context.tsx'

const messages = viewerMessages.toolbar

type Props = { isContentsOpen: boolean; onToggleContents: () => void; children: ReactNode }

/** The toolbar on wide screens: contents, back link and title on the left, `children` and the side panel on the right. */
export function ViewerToolbar({ isContentsOpen, onToggleContents, children }: Props) {
  const { document, canShowPages } = useShownVersion()
  const { sideTab, openSideTab } = usePanels()
  const isSideOpen = sideTab !== null
  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-b bg-paper px-2">
      {canShowPages && (
        <IconButton
          label={isContentsOpen ? messages.hideContents : messages.showContents}
          keys="["
          aria-pressed={isContentsOpen}
          onPress={onToggleContents}
          className={cx(isContentsOpen && 'text-ink')}
        >
          <PanelLeft />
        </IconButton>
      )}
      <BackLink />
      <h1
        dir="auto"
        className="min-w-0 flex-1 truncate px-1 text-left font-semibold font-serif text-lead"
        title={document.title}
      >
        {document.title}
      </h1>
      <div className="flex shrink-0 items-center gap-1">{children}</div>
      <IconButton
        label={isSideOpen ? messages.hideSidePanel : messages.showSidePanel}
        keys="]"
        aria-pressed={isSideOpen}
        onPress={() => openSideTab(isSideOpen ? null : canShowPages ? 'find' : 'details')}
        className={cx(isSideOpen && 'text-ink')}
      >
        <PanelRight />
      </IconButton>
    </header>
  )
}
