'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { QueueBody } from '#lib/processing/schema.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { adminMessages } from './messages.ts'
import { QueueRow, queueKey } from './queue-row.tsx'

const { queue: messages } = adminMessages

/** The processing queue of all documents: counts, documents in progress, and documents that failed. */
export function IngestQueue() {
  const queue = useQuery({
    queryKey: queueKey,
    queryFn: ({ signal }) => api<QueueBody>('/ingest-queue', { signal }),
    refetchInterval: 2_000,
  })
  if (queue.isPending) return <ListSkeleton label={messages.loading} />
  if (queue.isError) return <ProblemState error={queue.error} onRetry={() => queue.refetch()} />
  const { counts, pagesPerMinute, isPaused, items } = queue.data
  const inProgress = items.filter(({ status }) => status === 'processing' || status === 'queued')
  const failed = items.filter(({ status }) => status === 'failed')
  return (
    <>
      <dl className="mb-8 grid grid-cols-2 gap-y-5 border-b pb-6 sm:grid-cols-5">
        <Figure name={messages.processing} value={counts.processing} />
        <Figure name={messages.queued} value={counts.queued} />
        <Figure name={messages.ready} value={counts.ready} />
        <Figure name={messages.failed} value={counts.failed} />
        <Figure name={messages.pagesPerMinute} value={pagesPerMinute} />
      </dl>
      {isPaused && (
        <Notice tone="red" className="mb-6">
          {messages.paused}
        </Notice>
      )}
      {inProgress.length === 0 && (
        <EmptyState icon={<CircleCheck />} title={messages.emptyTitle}>
          {messages.empty}
        </EmptyState>
      )}
      {inProgress.length > 0 && (
        <section>
          <h2 className="pb-2 font-semibold text-lead">{messages.inProgress}</h2>
          <ul className="border-t" aria-label={messages.inProgress}>
            {inProgress.map((item) => (
              <QueueRow key={item.versionId} item={item} />
            ))}
          </ul>
        </section>
      )}
      {failed.length > 0 && (
        <section className="mt-10">
          <h2 className="pb-2 font-semibold text-lead">{messages.failed}</h2>
          <ul className="border-t" aria-label={messages.failed}>
            {failed.map((item) => (
              <QueueRow key={item.versionId} item={item} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Figure({ name, value }: { name: string; value: number }) {
  const locale = useReaderLocale()
  return (
    <div>
      <dt className="text-ink-3 text-small">{name}</dt>
      <dd className="figures font-serif text-title">{formatNumber(value, locale)}</dd>
    </div>
  )
}
