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

export const queueKey = ['ingest-queue'] as const

/** One document in the queue. Whoever runs the server sees that it is there; its title only as a member. */
export function QueueLine({ item }: { item: QueueItem }) {
  const locale = useReaderLocale()
  const name = item.title ?? 'In a matter you are not in'
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
          label={`Reading ${name}`}
          value={item.pagesDone}
          max={item.pageCount ?? 0}
          text={item.pageCount ? `${item.pagesDone} of ${item.pageCount} pages` : 'Opening'}
          className="w-40 shrink-0"
        />
      )}
      {item.status === 'queued' && <span className="shrink-0 text-ink-3 text-small">Waiting</span>}
      {item.status === 'failed' && <RetryButton versionId={item.versionId} name={name} />}
    </li>
  )
}

function RetryButton({ versionId, name }: { versionId: string; name: string }) {
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => api(`/ingest-queue/${versionId}/retry`, { method: 'POST' }),
    onSuccess: () => {
      toast.done('It is read once more')
      return client.invalidateQueries({ queryKey: queueKey })
    },
  })
  return (
    <Button size="small" onPress={() => retry.mutate()} isPending={retry.isPending} aria-label={`Read ${name} again`}>
      <RotateCw /> Read again
    </Button>
  )
}
