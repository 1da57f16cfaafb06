'use client'
import { useState } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { OutlineTree } from './outline-tree.tsx'
import { ThumbnailList } from './thumbnail-list.tsx'

/**
 * The panel on the left: the outline of the PDF, if it has one, and thumbnails of the pages. `onOpenPage` is called after the user
 * opens a page.
 */
export function ContentsPanel({ onOpenPage }: { onOpenPage?: () => void }) {
  const { document, version, isPageProcessed } = useShownVersion()
  const { pageCount, outline } = useOpenedPdf()
  const { page, goToPage } = usePagePosition()
  const onGo = (target: number) => {
    goToPage(target)
    onOpenPage?.()
  }
  const messages = viewerMessages.contents
  const hasOutline = outline.length > 0
  const [chosen, choose] = useState<'outline' | 'pages' | null>(null)
  const shown = hasOutline ? (chosen ?? 'outline') : 'pages'
  return (
    <nav aria-label={viewerMessages.panels.contents} className="flex h-full min-h-0 flex-col bg-paper">
      {hasOutline && (
        <div className="px-3 pt-3 pb-1">
          <Segmented
            label={messages.show}
            hideLabel
            value={shown}
            onChange={choose}
            choices={[
              { value: 'outline', label: messages.outline },
              { value: 'pages', label: messages.pages },
            ]}
          />
        </div>
      )}
      {shown === 'outline' ? (
        <OutlineTree outline={outline} page={page} onGo={onGo} />
      ) : (
        <ThumbnailList documentId={document.id} {...{ version, pageCount, page, isPageProcessed, onGo }} />
      )}
    </nav>
  )
}
