'use client'
import { type RefObject, useCallback } from 'react'
import { usePageTexts } from '#components/viewer/document/use-page-texts.ts'
import { useFind } from '#components/viewer/find/find-context.tsx'
import { usePanels } from '#components/viewer/shell/panels-context.tsx'
import { SelectionMenu } from './selection-menu.tsx'
import type { PageSelection } from './text-selection.ts'
import { useCopyLink } from './use-copy-link.ts'

const maxQueryLength = 200

/** What can be done with text selected in the pages: copy it, copy a link to it, find it in the document. */
export function SelectionActions({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { cached } = usePageTexts()
  const { setQuery } = useFind()
  const { openSideTab } = usePanels()
  const copyLink = useCopyLink()
  const textOf = useCallback(
    ({ page, start, end }: PageSelection) => (cached(page)?.text ?? '').slice(start, end),
    [cached],
  )
  // The clipboard gets the text of the pages, not the DOM of the text layer, in which line ends are missing.
  const onCopy = useCallback(
    (selections: readonly PageSelection[], event: ClipboardEvent) => {
      if (selections.length === 0) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', selections.map(textOf).join('\n'))
    },
    [textOf],
  )
  return (
    <SelectionMenu
      scroller={scroller}
      onCopyLink={(selection) => void copyLink(selection)}
      onFind={(selection) => {
        setQuery(textOf(selection).replace(/\s+/g, ' ').slice(0, maxQueryLength))
        openSideTab('find')
      }}
      onCopy={onCopy}
    />
  )
}
