'use client'
import { CircleCheck, RotateCw, X } from 'lucide-react'
import Link from 'next/link'
import { isUnsettled } from '#components/library/document.ts'
import { DocumentState } from '#components/library/document-state.tsx'
import { useFollowedDocument } from '#components/library/live-documents.ts'
import { Button } from '#components/ui/button.tsx'
import { formatBytes, formatWait } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { canRetry, type UploadItem } from './upload-item.ts'
import { uploadQueue } from './upload-queue.ts'

/** One file, in one place and of one height from being chosen to being readable. */
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
      return <Line>Waiting · {size}</Line>
    case 'checking':
      return <Line>Looking whether it is here already</Line>
    case 'sending':
    case 'storing': {
      const { sent, bytes, bytesPerSecond } = item
      const left =
        bytesPerSecond > 0 && sent < bytes ? ` · ${formatWait((bytes - sent) / bytesPerSecond, locale)} left` : ''
      const text = item.state === 'storing' ? `${size} sent, storing` : `${formatBytes(sent, locale)} of ${size}${left}`
      return <Progress label={`Uploading ${item.name}`} value={sent} max={Math.max(1, bytes)} text={text} />
    }
    case 'stored':
      return item.documentId ? <StoredState id={item.documentId} twin={item.twin} /> : null
    case 'duplicate':
      return item.twin ? <AlreadyHere twin={item.twin} /> : <ChosenTwice item={item} />
    case 'cancelled':
      return <Line>Cancelled</Line>
    case 'failed':
      return (
        <p
          className="text-red text-small"
          title={item.error?.requestId ? `Request ${item.error.requestId}` : undefined}
        >
          {item.error?.detail ?? item.error?.message}
        </p>
      )
  }
}

/** How far the server's reading is; the numbers come from whoever follows the documents. */
function StoredState({ id, twin }: { id: string; twin: Twin | null }) {
  const { data } = useFollowedDocument(id)
  if (twin && data?.status === 'ready') return <AlreadyHere twin={twin} before="Stored, but " />
  return data ? <DocumentState document={data} /> : <Line>Stored</Line>
}

type Twin = NonNullable<UploadItem['twin']>

function AlreadyHere({ twin, before }: { twin: Twin; before?: string }) {
  return (
    <p className="truncate text-amber text-small">
      {before ? `${before}already here as ` : 'Already here as '}
      <Link href={`/documents/${twin.id}`} className="underline underline-offset-2">
        {twin.title ?? <TitleOf id={twin.id} />}
      </Link>
    </p>
  )
}

function TitleOf({ id }: { id: string }) {
  const { data } = useFollowedDocument(id)
  return data?.title ?? 'another document'
}

function ChosenTwice({ item: { name, chosenAs } }: { item: UploadItem }) {
  return (
    <p className="truncate text-amber text-small">
      Chosen twice{chosenAs && chosenAs !== name ? `: the same as ${chosenAs}` : ''}
    </p>
  )
}

function Line({ children }: { children: React.ReactNode }) {
  return <p className="figures truncate text-ink-3 text-small">{children}</p>
}

function UploadActions({ item }: { item: UploadItem }) {
  const remove = (
    <IconButton label={`Take ${item.name} off the list`} className="size-8" onPress={() => uploadQueue.remove(item.id)}>
      <X />
    </IconButton>
  )
  switch (item.state) {
    case 'waiting':
    case 'checking':
    case 'sending':
    case 'storing':
      return (
        <IconButton label={`Cancel ${item.name}`} className="size-8" onPress={() => uploadQueue.cancel(item.id)}>
          <X />
        </IconButton>
      )
    case 'failed':
    case 'cancelled':
      return (
        <>
          {canRetry(item) && (
            <IconButton label={`Try ${item.name} again`} className="size-8" onPress={() => uploadQueue.retry(item.id)}>
              <RotateCw />
            </IconButton>
          )}
          {remove}
        </>
      )
    case 'duplicate':
      return (
        <>
          <Button variant="quiet" size="small" onPress={() => uploadQueue.storeTwice(item.id)}>
            Store again
          </Button>
          {remove}
        </>
      )
    case 'stored':
      return item.documentId ? <DoneMark id={item.documentId} /> : null
  }
}

function DoneMark({ id }: { id: string }) {
  const { data } = useFollowedDocument(id)
  if (!data || isUnsettled(data) || data.status === 'failed') return <span className="size-8" />
  return (
    <span className="grid size-8 place-items-center text-accent">
      <CircleCheck aria-hidden="true" className="size-[18px]" />
    </span>
  )
}
