'use client'
import type { RefObject } from 'react'
import { startBackNavigation, useBackLink } from '#components/layout/back-navigation.ts'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { readSelection } from './text-selection.ts'
import type { Reader } from './use-reader.ts'
import { useViewerKeys } from './use-viewer-keys.ts'

type Means = { pageField: RefObject<HTMLInputElement | null>; toggleContents: () => void }

/** What the keys do. Esc goes back one level at a time: the selection, the marks, the panel, the document. */
export function useReaderKeys(reader: Reader, { pageField, toggleContents }: Means): void {
  const router = useOnlineRouter()
  const { href: backHref } = useBackLink()
  const { page, pageCount, list, tab, openTab } = reader
  const selected = () => {
    const element = list.current?.element()
    return (element && readSelection(element)[0]) ?? null
  }
  useViewerKeys({
    goBy: (by) => reader.goToPage(page + by),
    goTo: (end) => reader.goToPage(end === 'first' ? 1 : pageCount),
    jump: () => pageField.current?.focus(),
    find: () => {
      if (tab === 'find') document.querySelector<HTMLInputElement>('[role=tabpanel] input')?.focus()
      openTab('find')
    },
    findNext: reader.stepMatch,
    zoom: reader.setZoom,
    stepZoom: reader.stepZoom,
    toggleContents,
    toggleSide: () => openTab(tab ? null : 'find'),
    openDetails: () => openTab(tab === 'details' ? null : 'details'),
    copyLink: () => void reader.copyLink(selected()),
    goBack: () => {
      if (selected()) document.getSelection()?.removeAllRanges()
      else if (reader.hasMark) reader.forgetMark()
      else if (tab) openTab(null)
      else if (reader.typed) reader.setTyped('')
      else {
        startBackNavigation(backHref)
        router.push(backHref, { scroll: false })
      }
    },
  })
}
