'use client'
import type { RefObject } from 'react'
import { startBackNavigation, useBackLink } from '#components/layout/back-navigation.ts'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { useKeys } from '#components/ui/use-keys.ts'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { useFind } from '#components/viewer/find/find-context.tsx'
import { useMarks } from '#components/viewer/marks/marks-context.tsx'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { useZoom } from '#components/viewer/pages/zoom-context.tsx'
import { readSelection } from '#components/viewer/text/text-selection.ts'
import { useCopyLink } from '#components/viewer/text/use-copy-link.ts'
import { usePanels } from './panels-context.tsx'

type Options = { pageField: RefObject<HTMLInputElement | null>; toggleContents: () => void }

/** The keyboard shortcuts of the viewer; components/layout/keyboard-shortcuts.ts lists them. */
export function useViewerShortcuts({ pageField, toggleContents }: Options): void {
  const { pageCount } = useOpenedPdf()
  const { page, pageList, goToPage } = usePagePosition()
  const { setZoom, stepZoom } = useZoom()
  const { sideTab, openSideTab } = usePanels()
  const { stepMatch, field: findField } = useFind()
  const copyLink = useCopyLink()
  const closeTopmost = useCloseTopmost()
  const next = () => goToPage(page + 1)
  const previous = () => goToPage(page - 1)
  const find = () => {
    if (sideTab === 'find') findField.current?.querySelector('input')?.focus()
    openSideTab('find')
  }
  const zoomIn = () => stepZoom(1)
  const first = () => goToPage(1)
  const last = () => goToPage(pageCount)
  const previousMatch = () => stepMatch(-1)
  useKeys({
    j: next,
    k: previous,
    ArrowRight: next,
    ArrowLeft: previous,
    Home: first,
    End: last,
    g: () => pageField.current?.focus(),
    '/': find,
    'mod+f': find,
    n: () => stepMatch(1),
    N: previousMatch,
    '+': zoomIn,
    '=': zoomIn,
    '-': () => stepZoom(-1),
    '0': () => setZoom('auto'),
    w: () => setZoom('width'),
    p: () => setZoom('page'),
    '1': () => setZoom(1),
    '[': toggleContents,
    ']': () => openSideTab(sideTab ? null : 'find'),
    i: () => openSideTab(sideTab === 'details' ? null : 'details'),
    l: () => void copyLink(selectionIn(pageList.current?.element())),
    esc: closeTopmost,
  })
}

/** Esc removes one thing at a time: the selection, the marked passage, the side panel, the matches; then it leaves the document. */
function useCloseTopmost(): () => void {
  const router = useOnlineRouter()
  const { href } = useBackLink()
  const { pageList } = usePagePosition()
  const { hasPassage, removePassage } = useMarks()
  const { sideTab, openSideTab } = usePanels()
  const { query, setQuery } = useFind()
  return () => {
    if (selectionIn(pageList.current?.element())) document.getSelection()?.removeAllRanges()
    else if (hasPassage) removePassage()
    else if (sideTab) openSideTab(null)
    else if (query) setQuery('')
    else {
      startBackNavigation(href)
      router.push(href, { scroll: false })
    }
  }
}

function selectionIn(pages: HTMLElement | null | undefined) {
  return (pages && readSelection(pages)[0]) ?? null
}
