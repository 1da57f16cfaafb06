'use client'
import { CircleCheck, RotateCw, X } from 'lucide-react'
import Link from 'next/link'
import { isUnsettled } from '#components/library/document.ts'
import { DocumentState } from '#components/library/document-state.tsx'
import { useLiveDocument } from '#components/library/live-documents.ts'
import { Button } from '#components/ui/button.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { formatBytes, formatWait } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { uploadMessages } from './messages.ts'
import { canRetry, type UploadItem } from './upload-item.ts'
import { uploadQueue } from './upload-queue.ts'

const { state: messages, actions } = uploadMessages

/** One file of the upload queue. Its position and height stay the same from its selection until it is processed. */
export function UploadRow({ item }: { item: UploadItem }) {
  return (
    <li
      data-upload={item.id}
      className="flex min-h-14 items-center gap-2 py-1.5 pr-1.5 pl-4 [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]"
    >
      <div className="min-w-0 flex-1">
        {item.documentId ? (
          <Link href={`/documents/${item.documentId}`} className="block truncate text-small hover:underline">
            {item.name}
          </Link>
        ) : (
          <p className="truncate text-small">{item.name}</p>
        )}
        <UploadState item={item} />
      </div>
      <UploadActions item={item} />
    </li>
  )
}

function UploadState({ item }: { item: UploadItem }) {
  const locale = useReaderLocale()
  const size = formatBytes(item.bytes, locale)
  switch (item.state) {
    case 'waiting':
      return <Line>{messages.queued(size)}</Line>
    case 'checking':
      return <Line>{messages.checking}</Line>
    case 'sending':
    case 'storing': {
      const text = item.state === 'storing' ? messages.storing(size) : sentText(item, size, locale)
      return (
        <Progress label={messages.uploading(item.name)} value={item.sent} max={Math.max(1, item.bytes)} text={text} />
      )
    }
    case 'stored':
      return item.documentId ? <StoredState id={item.documentId} duplicateOf={item.duplicateOf} /> : null
    case 'duplicate':
      return item.duplicateOf ? (
        <DuplicateOf duplicateOf={item.duplicateOf} text={messages.duplicateOf} />
      ) : (
        <SelectedTwice item={item} />
      )
    case 'cancelled':
      return <Line>{messages.cancelled}</Line>
    case 'failed':
      return (
        <p
          className="text-red text-small"
          title={item.error?.requestId ? messages.requestId(item.error.requestId) : undefined}
        >
          {item.error?.detail ?? item.error?.message}
        </p>
      )
  }
}

function sentText({ sent, bytes, bytesPerSecond }: UploadItem, size: string, locale: string): string {
  if (bytesPerSecond === 0 || sent >= bytes) return messages.sent(formatBytes(sent, locale), size)
  const left = formatWait((bytes - sent) / bytesPerSecond, locale)
  return messages.sentWithTime(formatBytes(sent, locale), size, left)
}

/** The processing state of the stored document, which `useLiveDocuments` keeps current. */
function StoredState({ id, duplicateOf }: { id: string; duplicateOf: ExistingDocument | null }) {
  const { data } = useLiveDocument(id)
  if (duplicateOf && data?.status === 'ready')
    return <DuplicateOf duplicateOf={duplicateOf} text={messages.storedDuplicateOf} />
  return data ? <DocumentState document={data} /> : <Line>{messages.stored}</Line>
}

type ExistingDocument = NonNullable<UploadItem['duplicateOf']>

function DuplicateOf({ duplicateOf, text }: { duplicateOf: ExistingDocument; text: string }) {
  const link = (
    <Link href={`/documents/${duplicateOf.id}`} className="underline underline-offset-2">
      {duplicateOf.title ?? <TitleOf id={duplicateOf.id} />}
    </Link>
  )
  return (
    <p className="truncate text-amber text-small">
      <FilledText text={text} values={{ document: link }} />
    </p>
  )
}

function TitleOf({ id }: { id: string }) {
  const { data } = useLiveDocument(id)
  return data?.title ?? messages.anotherDocument
}

function SelectedTwice({ item: { name, sameAsName } }: { item: UploadItem }) {
  return (
    <p className="truncate text-amber text-small">
      {sameAsName && sameAsName !== name ? messages.selectedTwiceAs(sameAsName) : messages.selectedTwice}
    </p>
  )
}

function Line({ children }: { children: React.ReactNode }) {
  return <p className="figures truncate text-ink-3 text-small">{children}</p>
}

function UploadActions({ item }: { item: UploadItem }) {
  const remove = (
    <IconButton
      label={actions.removeFromList(item.name)}
      className="size-8"
      onPress={() => uploadQueue.remove(item.id)}
    >
      <X />
    </IconButton>
  )
  switch (item.state) {
    case 'waiting':
    case 'checking':
    case 'sending':
    case 'storing':
      return (
        <IconButton label={actions.cancel(item.name)} className="size-8" onPress={() => uploadQueue.cancel(item.id)}>
          <X />
        </IconButton>
      )
    case 'failed':
    case 'cancelled':
      return (
        <>
          {canRetry(item) && (
            <IconButton label={actions.retry(item.name)} className="size-8" onPress={() => uploadQueue.retry(item.id)}>
              <RotateCw />
            </IconButton>
          )}
          {remove}
        </>
      )
    case 'duplicate':
      return (
        <>
          <Button variant="quiet" size="small" onPress={() => uploadQueue.uploadAnyway(item.id)}>
            {actions.uploadAnyway}
          </Button>
          {remove}
        </>
      )
    case 'stored':
      return item.documentId ? <DoneMark id={item.documentId} /> : null
  }
}

function DoneMark({ id }: { id: string }) {
  const { data } = useLiveDocument(id)
  if (!data || isUnsettled(data) || data.status === 'failed') return <span className="size-8" />
  return (
    <span className="grid size-8 place-items-center text-accent">
      <CircleCheck aria-hidden="true" className="size-[18px]" />
    </span>
  )
}
