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
import { QueueLine, queueKey } from './queue-line.tsx'

/** What the server reads, what waits, and what it could not read, over everybody's documents. */
export function IngestQueue() {
  const queue = useQuery({
    queryKey: queueKey,
    queryFn: ({ signal }) => api<QueueBody>('/ingest-queue', { signal }),
    refetchInterval: 2_000,
  })
  if (queue.isPending) return <ListSkeleton label="The queue is loading" />
  if (queue.isError) return <ProblemState error={queue.error} onRetry={() => queue.refetch()} />
  const { counts, pagesPerMinute, isPaused, items } = queue.data
  const underWay = items.filter(({ status }) => status === 'processing' || status === 'queued')
  const failed = items.filter(({ status }) => status === 'failed')
  return (
    <>
      <dl className="mb-8 grid grid-cols-2 gap-y-5 border-b pb-6 sm:grid-cols-5">
        <Figure name="Being read" value={counts.processing} />
        <Figure name="Waiting" value={counts.queued} />
        <Figure name="Ready" value={counts.ready} />
        <Figure name="Not readable" value={counts.failed} />
        <Figure name="Pages in the last minute" value={pagesPerMinute} />
      </dl>
      {isPaused && (
        <Notice tone="red" className="mb-6">
          Processing is paused because the server’s disk is full. It continues by itself once there is space.
        </Notice>
      )}
      {underWay.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Nothing waits">
          What is uploaded appears here while it is read.
        </EmptyState>
      )}
      {underWay.length > 0 && (
        <section>
          <h2 className="pb-2 font-semibold text-lead">Under way</h2>
          <ul className="border-t" aria-label="Under way">
            {underWay.map((item) => (
              <QueueLine key={item.versionId} item={item} />
            ))}
          </ul>
        </section>
      )}
      {failed.length > 0 && (
        <section className="mt-10">
          <h2 className="pb-2 font-semibold text-lead">Not readable</h2>
          <ul className="border-t" aria-label="Not readable">
            {failed.map((item) => (
              <QueueLine key={item.versionId} item={item} />
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
