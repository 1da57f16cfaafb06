'use client'
import { ChevronDown, ChevronUp, Info, List, Search, X } from 'lucide-react'
import { useRef } from 'react'
import { Sheet } from '#components/ui/dialog.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import type { Reader } from '#components/viewer/use-reader.ts'
import { DocumentMenu } from './document-menu.tsx'
import { PageField } from './page-field.tsx'
import { useReaderKeys } from './use-reader-keys.ts'
import { BackLink } from './viewer-toolbar.tsx'
import { Announcer, ReaderNotices, type ViewerFrameProps } from './wide-viewer.tsx'

const cell =
  'flex h-12 min-w-12 flex-1 cursor-pointer items-center justify-center gap-2 text-ink-2 text-small [&_svg]:size-5'

/** One column; what lies beside the page on wide screens slides over it, and what one reaches for is below, at the thumb. */
export function NarrowViewer({ reader, contents, pages, side }: ViewerFrameProps) {
  const { document, version, page, pageCount, isHopeless, tab, isNarrowContentsOpen } = reader
  const pageField = useRef<HTMLInputElement>(null)
  const toggleContents = () => reader.setContentsOpen(!isNarrowContentsOpen)
  useReaderKeys(reader, { pageField, toggleContents })
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
        <DocumentMenu
          documentId={document.id}
          version={version}
          onOpenTab={reader.openTab}
          onZoom={reader.setZoom}
          onCopyLink={() => void reader.copyLink(null)}
          onPrint={reader.isHopeless ? null : () => reader.setPrintOpen(true)}
        />
      </header>
      <ReaderNotices reader={reader} />
      <div className="relative min-h-0 flex-1">{pages}</div>
      {reader.typed && !tab && <FindBar reader={reader} />}
      <div
        role="toolbar"
        aria-label="Reading"
        className="flex shrink-0 items-center border-t bg-paper pb-[env(safe-area-inset-bottom)]"
      >
        {!isHopeless && (
          <>
            <button type="button" className={cell} aria-haspopup="dialog" onClick={toggleContents}>
              <List aria-hidden="true" />
              Contents
            </button>
            <PageField
              ref={pageField}
              page={page}
              pageCount={pageCount}
              onGo={reader.goToPage}
              onLeave={() => reader.list.current?.focus()}
            />
          </>
        )}
        {isHopeless ? (
          <button type="button" className={cell} aria-haspopup="dialog" onClick={() => reader.openTab('details')}>
            <Info aria-hidden="true" />
            Details
          </button>
        ) : (
          <button type="button" className={cell} aria-haspopup="dialog" onClick={() => reader.openTab('find')}>
            <Search aria-hidden="true" />
            Find
          </button>
        )}
      </div>
      <Sheet
        title="Contents"
        side="left"
        isOpen={isNarrowContentsOpen && !isHopeless}
        onOpenChange={reader.setContentsOpen}
      >
        {contents}
      </Sheet>
      <Sheet title="In this document" isOpen={tab !== null} onOpenChange={(isOpen) => !isOpen && reader.openTab(null)}>
        <div className="h-[70dvh]">{side}</div>
      </Sheet>
      <Announcer text={reader.announcement} />
    </div>
  )
}

/** Walking through what was found, while the page is in sight. */
function FindBar({ reader }: { reader: Reader }) {
  const locale = useReaderLocale()
  const { at, typed } = reader
  const count = reader.find.matches.length
  const number = (value: number) => formatNumber(value, locale)
  return (
    <div role="toolbar" aria-label="Found" className="flex shrink-0 items-center gap-1 border-t bg-paper px-3 py-1">
      <p className="figures min-w-0 flex-1 truncate text-small">
        <mark>{typed}</mark> {at >= 0 ? `${number(at + 1)} of ${number(count)}` : `${number(count)} found`}
      </p>
      <IconButton label="Previous match" isDisabled={count === 0} onPress={() => reader.stepMatch(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Next match" isDisabled={count === 0} onPress={() => reader.stepMatch(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton label="Leave Find" onPress={() => reader.setTyped('')}>
        <X />
      </IconButton>
    </div>
  )
}
