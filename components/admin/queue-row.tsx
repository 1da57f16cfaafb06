'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { api } from '#components/api/client.ts'
import { failureText } from '#components/library/document-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatBytes } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { QueueItem } from '#lib/processing/schema.ts'
import { adminMessages } from './messages.ts'

const { queue: messages } = adminMessages

export const queueKey = ['ingest-queue'] as const

/** One document in the processing queue. Admins who are not members of its matter do not see its title. */
export function QueueRow({ item }: { item: QueueItem }) {
  const locale = useReaderLocale()
  const name = item.title ?? messages.hiddenTitle
  return (
    <li className="flex items-center gap-4 border-b py-3">
      <div className="min-w-0 flex-1">
        {item.title ? (
          <Link href={`/documents/${item.documentId}`} className="block truncate font-medium hover:underline">
            {name}
          </Link>
        ) : (
          <span className="block truncate text-ink-2">{name}</span>
        )}
        <p className="figures flex flex-wrap gap-x-3 text-ink-3 text-small">
          {item.failure && (
            <span className="text-red" title={item.failure.detail}>
              {failureText(item.failure.code)}
            </span>
          )}
          <span>{formatBytes(item.bytes, locale)}</span>
          <RelativeTime value={item.settledAt ?? item.createdAt} />
        </p>
      </div>
      {item.status === 'processing' && (
        <Progress
          label={messages.progress(name)}
          value={item.pagesDone}
          max={item.pageCount ?? 0}
          text={item.pageCount ? messages.pages(item.pagesDone, item.pageCount) : messages.opening}
          className="w-40 shrink-0"
        />
      )}
      {item.status === 'queued' && <span className="shrink-0 text-ink-3 text-small">{messages.queued}</span>}
      {item.status === 'failed' && <RetryButton versionId={item.versionId} name={name} />}
    </li>
  )
}

function RetryButton({ versionId, name }: { versionId: string; name: string }) {
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => api(`/ingest-queue/${versionId}/retry`, { method: 'POST' }),
    onSuccess: () => {
      toast.done(messages.retried)
      return client.invalidateQueries({ queryKey: queueKey })
    },
  })
  return (
    <Button
      size="small"
      onPress={() => retry.mutate()}
      isPending={retry.isPending}
      aria-label={messages.retryLabel(name)}
    >
      <RotateCw /> {messages.retry}
    </Button>
  )
}
