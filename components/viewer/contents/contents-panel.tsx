'use client'
import { useState } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import type { PdfOutlineItem } from '#components/viewer/document/pdf-source.ts'
import { OutlineTree } from './outline-tree.tsx'
import { ThumbnailList } from './thumbnail-list.tsx'

type Props = {
  documentId: string
  version: number
  pageCount: number
  page: number
  pagesDone: number
  outline: readonly PdfOutlineItem[]
  onGo: (page: number) => void
}

/** The left part: the document's own table of contents, where it has one, and its pages in small. */
export function ContentsPanel({ outline, ...pages }: Props) {
  const hasOutline = outline.length > 0
  const [chosen, choose] = useState<'outline' | 'pages' | null>(null)
  const shown = hasOutline ? (chosen ?? 'outline') : 'pages'
  return (
    <nav aria-label="Contents" className="flex h-full min-h-0 flex-col bg-paper">
      {hasOutline && (
        <div className="px-3 pt-3 pb-1">
          <Segmented
            label="Show"
            hideLabel
            value={shown}
            onChange={choose}
            choices={[
              { value: 'outline', label: 'Outline' },
              { value: 'pages', label: 'Pages' },
            ]}
          />
        </div>
      )}
      {shown === 'outline' ? (
        <OutlineTree outline={outline} page={pages.page} onGo={pages.onGo} />
      ) : (
        <ThumbnailList {...pages} />
      )}
    </nav>
  )
}
