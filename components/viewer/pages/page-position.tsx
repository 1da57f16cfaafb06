'use client'
import { createContext, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import type { PageText } from '#components/viewer/document/page-query.ts'
import { toBoxes } from '#components/viewer/marks/mark-layer.tsx'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { useViewerUrl } from '#components/viewer/viewer-url.ts'
import { parsePassageLink, type TextRange } from '#lib/documents/passage-link.ts'
import type { PageListHandle } from './page-list.tsx'

type PagePosition = {
  /** The current page: the one that fills most of the upper part of the view. */
  page: number
  /** The page that was current when the viewer opened. */
  startPage: number
  /** Null where no pages are shown. */
  pageList: RefObject<PageListHandle | null>
  /** Called by the page list when scrolling changes the current page. */
  onPageChange: (page: number) => void
  goToPage: (page: number) => void
  /** Scrolls to ranges of a page's text. Returns false where the page has no words there. */
  goToRanges: (text: PageText, ranges: readonly TextRange[]) => boolean
  focusPages: () => void
}

const PagePositionContext = createContext<PagePosition | null>(null)

function usePagePosition(): PagePosition {
  return useRequiredContext(PagePositionContext)
}

export { usePagePosition }

/** Provides the current page, which is also kept in the URL, and navigation between pages. */
export function PagePositionProvider({ children }: { children: ReactNode }) {
  const [url, setUrl] = useViewerUrl()
  const [startPage] = useState(() => url.page ?? parsePassageLink(url.mark ?? '')?.page ?? 1)
  const [page, setPage] = useState(startPage)
  const pageList = useRef<PageListHandle>(null)
  const navigation = useMemo(
    () => ({
      pageList,
      onPageChange: (next: number) => {
        setPage(next)
        void setUrl({ page: next })
      },
      goToPage: (target: number) => pageList.current?.goToPage(target),
      goToRanges: (text: PageText, ranges: readonly TextRange[]) => {
        const [box] = toBoxes(text.words, ranges)
        if (!box) return false
        const { width, height } = text
        const inFractions = { x: box.x / width, y: box.y / height, w: box.w / width, h: box.h / height }
        pageList.current?.goToBox(text.number, inFractions)
        return true
      },
      focusPages: () => pageList.current?.focus(),
    }),
    [setUrl],
  )
  const value = useMemo(() => ({ ...navigation, page, startPage }), [navigation, page, startPage])
  return <PagePositionContext value={value}>{children}</PagePositionContext>
}
