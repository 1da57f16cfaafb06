'use client'
import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { refreshLists } from '#components/library/document-queries.ts'
import { useLiveDocuments, useUnsettledCount, watchDocument } from '#components/library/live-documents.ts'
import { Button } from '#components/ui/button.tsx'
import { formatBytes, formatWait } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { Progress } from '#components/ui/progress.tsx'
import { uploadMessages } from './messages.ts'
import { isInProgress, type UploadTotals, uploadTotals } from './upload-item.ts'
import { uploadQueue } from './upload-queue.ts'
import { UploadRow } from './upload-row.tsx'
import { useIsPaused, useUploads } from './use-uploads.ts'

const { panel: messages, summary } = uploadMessages

/** The upload queue, in the corner of every page while it has items. */
export function UploadPanel() {
  const items = useUploads()
  const isPaused = useIsPaused()
  const pathname = usePathname()
  const locale = useReaderLocale()
  const [isOpen, setOpen] = useState(true)
  const totals = uploadTotals(items)
  const unsettled = useUnsettledCount(items.flatMap(({ documentId }) => documentId ?? []))
  const list = useScrollToActive(items.find(isInProgress)?.id ?? null)
  useStoredDocuments()
  useLeaveWarning(totals.inProgress > 0)
  useLiveDocuments(items.length > 0 || /^\/(library|matters\/)/.test(pathname))
  if (items.length === 0) return null
  return (
    <section
      aria-label={messages.label}
      className="fixed right-4 bottom-4 z-30 flex w-[min(24rem,calc(100vw-2rem))] animate-rise flex-col rounded-md bg-sheet shadow-float max-md:bottom-[calc(4.25rem+env(safe-area-inset-bottom))]"
    >
      <header className="flex items-center gap-1 border-b py-1.5 pr-1.5 pl-4">
        <p className="figures min-w-0 flex-1 truncate font-medium text-small" role="status">
          {isPaused && totals.inProgress > 0
            ? summary.paused(totals.stored, totals.count)
            : summarize(totals, unsettled, locale)}
        </p>
        {totals.inProgress === 0 && totals.retryable > 1 && (
          <Button variant="quiet" size="small" onPress={() => uploadQueue.retryFailed()}>
            {messages.retryAll}
          </Button>
        )}
        <IconButton
          label={isOpen ? messages.collapse : messages.expand}
          className="size-8"
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown /> : <ChevronUp />}
        </IconButton>
        <IconButton
          label={totals.inProgress > 0 ? messages.cancelRemaining : uiMessages.close}
          className="size-8"
          onPress={() => (totals.inProgress > 0 ? uploadQueue.cancelAll() : uploadQueue.clear())}
        >
          <X />
        </IconButton>
      </header>
      {totals.inProgress > 0 && (
        <Progress
          label={messages.progress}
          value={totals.sent}
          max={Math.max(1, totals.bytes)}
          text={uploadMessages.state.sent(formatBytes(totals.sent, locale), formatBytes(totals.bytes, locale))}
          showText={false}
          className="-mt-px"
        />
      )}
      {isOpen && (
        <ul ref={list} aria-label={messages.files} className="relative max-h-[min(22rem,45dvh)] overflow-y-auto py-1">
          {items.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}

function summarize(totals: UploadTotals, unsettled: number, locale: string): string {
  const { inProgress, stored, count, sent, bytes, secondsLeft, failed, duplicates } = totals
  if (inProgress > 0) {
    const progress = [stored, count, formatBytes(sent, locale), formatBytes(bytes, locale)] as const
    if (secondsLeft === null) return summary.uploading(...progress)
    return summary.uploadingWithTime(...progress, formatWait(secondsLeft, locale))
  }
  const parts = [
    stored > 0 && (unsettled > 0 ? summary.processed(stored - unsettled, stored) : summary.uploaded(stored)),
    duplicates > 0 && summary.duplicates(duplicates),
    failed > 0 && summary.failed(failed),
  ].filter(Boolean)
  return parts.join(' · ') || summary.nothing
}

/** Scrolls to the first upload in progress, unless the user is pointing at the list or has the focus in it. */
function useScrollToActive(activeId: string | null) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (!activeId || list.current?.matches(':hover, :focus-within')) return
    const row = list.current?.querySelector<HTMLElement>(`[data-upload="${activeId}"]`)
    if (row) list.current?.scrollTo({ top: row.offsetTop - row.offsetHeight })
  }, [activeId])
  return list
}

/** Shows stored documents in the lists at once. Refreshing the whole lists is throttled to once in 400 ms. */
function useStoredDocuments() {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    uploadQueue.onStored = (document) => {
      watchDocument(client, document)
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        refreshLists(client)
      }, 400)
    }
  }, [client])
}

/** Makes the browser ask for confirmation before the page is closed during uploads. */
function useLeaveWarning(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return
    const preventUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', preventUnload)
    return () => window.removeEventListener('beforeunload', preventUnload)
  }, [isNeeded])
}
