'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { useOutline } from '#components/viewer/contents/use-outline.ts'
import { versionsQuery } from '#components/viewer/document/document-query.ts'
import { contentUrl, type PageText, pageQuery } from '#components/viewer/document/page-query.ts'
import { useDocument } from '#components/viewer/document/use-document.ts'
import { usePdf } from '#components/viewer/document/use-pdf.ts'
import { firstMatchFrom } from '#components/viewer/find/find-matches.ts'
import { useFind } from '#components/viewer/find/use-find.ts'
import { toBoxes } from '#components/viewer/marks/mark-layer.tsx'
import { usePageMarks } from '#components/viewer/marks/use-page-marks.ts'
import { usePassage } from '#components/viewer/marks/use-passage.ts'
import type { PageListHandle } from '#components/viewer/pages/page-list.tsx'
import { stepZoom, type Zoom } from '#components/viewer/pages/page-size.ts'
import { setViewerPreferences, useViewerPreferences } from '#components/viewer/shell/viewer-preferences.ts'
import type { PageSelection } from '#components/viewer/text/text-selection.ts'
import { createPassageLink, documentPath, parsePassageLink } from '#lib/documents/passage-link.ts'
import type { DocumentBody } from '#lib/documents/schema.ts'
import { type SideTab, useViewerUrl } from './viewer-url.ts'

/** Everything that the parts of the document page share: what is read, where one is in it, what is marked. */
export function useReader(initial: DocumentBody) {
  const client = useQueryClient()
  const [url, setUrl] = useViewerUrl()
  const { document, isGone } = useDocument(initial)
  const preferences = useViewerPreferences()
  const list = useRef<PageListHandle>(null)
  const [startPage] = useState(() => url.page ?? parsePassageLink(url.mark ?? '')?.page ?? 1)
  const [page, setPage] = useState(startPage)
  const [attempt, setAttempt] = useState(0)
  const [isNarrowContentsOpen, setNarrowContentsOpen] = useState(false)
  const [zoomFactor, setZoomFactor] = useState(1)
  const [isPrintOpen, setPrintOpen] = useState(false)
  const [announcement, setAnnouncement] = useState('')

  const named = /^v(\d+)\./.exec(url.mark ?? '')?.[1]
  const wanted = named ? Number(named) : (url.version ?? document.version)
  const isNewest = wanted === document.version
  const versions = useQuery({ ...versionsQuery(document.id), enabled: !isNewest })
  // The list of versions holds the newest too, but as it was when the list was read: its progress is the document's.
  const older = isNewest ? undefined : versions.data?.find((each) => each.version === wanted)
  const hasVersion = isNewest || (versions.data ? older !== undefined : null)
  const version = hasVersion === false ? document.version : wanted
  const state = older ?? document
  const isRead = useCallback(
    (number: number) => hasVersion !== null && (state.status === 'ready' || number <= state.pagesDone),
    [hasVersion, state.status, state.pagesDone],
  )

  const isHopeless = version === document.version && hopeless.has(document.failure?.code ?? '')
  const source = isGone || hasVersion === null || isHopeless ? null : contentUrl(document.id, version)
  const { pdf, error: pdfError } = usePdf(source && attempt > 0 ? `${source}#${attempt}` : source)
  const outline = useOutline(pdf)
  const pageCount = pdf?.numPages ?? state.pageCount ?? 1

  const passage = usePassage({
    documentId: document.id,
    mark: url.mark,
    hasVersion,
    pageCount: state.pageCount,
    isRead,
  })
  const find = useFind({
    documentId: document.id,
    version,
    isCurrentVersion: version === document.version,
    pagesDone: state.pagesDone,
    typed: url.find ?? '',
  })
  const [at, setAt] = useState(-1)
  const shownAt = at < find.matches.length ? at : -1
  const marksOf = usePageMarks(passage, find.matches, shownAt)

  const goToRanges = useCallback((text: PageText, ranges: Parameters<typeof toBoxes>[1]) => {
    const [box] = toBoxes(text.words, ranges)
    if (!box) return false
    const { width, height } = text
    list.current?.goToBox(text.number, { x: box.x / width, y: box.y / height, w: box.w / width, h: box.h / height })
    return true
  }, [])

  const goToMatch = useCallback(
    async (index: number) => {
      const match = find.matches[index]
      if (!match) return
      setAt(index)
      const text = await client.ensureQueryData(pageQuery(document.id, version, match.page))
      if (!goToRanges(text, match.ranges)) list.current?.goToPage(match.page)
      const [start, end] = match.ranges[0] ?? [0, 0]
      const around = text.text.slice(Math.max(0, start - 40), end + 60).replace(/\s+/g, ' ')
      setAnnouncement(`Match ${index + 1} of ${find.matches.length}, page ${match.page}: ${around}`)
    },
    [client, document.id, version, find.matches, goToRanges],
  )

  const passagePage = passage.page
  const passageLink = passage.link
  const opened = useRef<string | null>(startPage === (passageLink?.page ?? startPage) ? null : url.mark)
  const [takesFocus, setTakesFocus] = useState(false)
  useEffect(() => {
    if (!passagePage || !passageLink || !list.current || opened.current === url.mark) return
    opened.current = url.mark
    if (!goToRanges(passagePage, passageLink.ranges)) return
    setTakesFocus(true)
    const quote = passageLink.ranges.map(([start, end]) => passagePage.text.slice(start, end)).join(' … ')
    setAnnouncement(`Page ${passagePage.number}, marked: ${quote.replace(/\s+/g, ' ')}`)
  }, [passagePage, passageLink, url.mark, goToRanges])

  const copyLink = async (selection: PageSelection | null) => {
    const text = selection ? await client.ensureQueryData(pageQuery(document.id, version, selection.page)) : null
    const ranges = selection ? [[selection.start, selection.end] as const] : []
    const link = text && createPassageLink({ version, page: text.number, ranges, text: text.text })
    await navigator.clipboard.writeText(location.origin + documentPath(document.id, { link, page }))
    toast.done(link ? 'A link to these words is copied' : `A link to page ${page} is copied`)
  }

  return {
    document,
    version,
    state,
    isGone,
    pdf,
    pdfError,
    /** No page of it can be shown. */
    isHopeless,
    isPrintOpen,
    setPrintOpen,
    retry: () => setAttempt(attempt + 1),
    pageCount,
    pagesDone: hasVersion === null ? 0 : state.status === 'ready' ? pageCount : state.pagesDone,
    page,
    isRead,
    outline,
    list,
    onPageChange: useCallback(
      (next: number) => {
        setPage(next)
        void setUrl({ page: next })
      },
      [setUrl],
    ),
    goToPage: (to: number) => list.current?.goToPage(to),
    zoom: preferences.zoom,
    zoomFactor,
    setZoomFactor,
    setZoom: (zoom: Zoom) => setViewerPreferences({ zoom }),
    stepZoom: (direction: 1 | -1) => setViewerPreferences({ zoom: stepZoom(zoomFactor, direction) }),
    preferences,
    isNarrowContentsOpen,
    setContentsOpen: setNarrowContentsOpen,
    tab: url.tab,
    openTab: (tab: SideTab | null) => void setUrl({ tab }),
    openVersion: (next: number) => void setUrl({ version: next === document.version ? null : next, mark: null }),
    lostMark: passage.lost,
    forgetMark: () => void setUrl({ mark: null }),
    hasMark: url.mark !== null,
    marksOf,
    takesFocus,
    onFocusTaken: useCallback(() => setTakesFocus(false), []),
    passagePageNumber: passagePage?.number ?? null,
    announcement,
    find,
    typed: url.find ?? '',
    setTyped: (typed: string) => {
      setAt(-1)
      void setUrl({ find: typed || null })
    },
    at: shownAt,
    goToMatch,
    stepMatch: (by: 1 | -1) => {
      const count = find.matches.length
      if (count === 0) return
      const first = firstMatchFrom(find.matches, page)
      const next = shownAt < 0 ? (by === 1 ? first : first - 1) : shownAt + by
      void goToMatch((next + count) % count)
    },
    copyLink,
    columnOf: (number: number) => columnOf(client.getQueryData(pageQuery(document.id, version, number).queryKey)),
    textOf: (number: number) => client.getQueryData(pageQuery(document.id, version, number).queryKey)?.text ?? '',
  }
}

export type Reader = ReturnType<typeof useReader>

function columnOf(text: PageText | undefined): { left: number; right: number } | null {
  if (!text || text.words.length === 0) return null
  const left = Math.min(...text.words.map((word) => word.x)) / text.width
  const right = Math.max(...text.words.map((word) => word.x + word.w)) / text.width
  return right > left ? { left, right } : null
}

/** Failures after which a browser cannot show anything either. */
const hopeless = new Set(['pdf.password_required', 'pdf.damaged', 'pdf.no_pages'])
