'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { AuditEventBody } from '#lib/audit/schema.ts'
import { auditActionLabel } from './audit-action-label.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery, downloadAudit, useAuditFilter } from './audit-queries.ts'
import { auditMessages } from './messages.ts'

const { log: messages } = auditMessages

import { ListSkeleton } from '../list-skeleton.tsx'

/** The audit log, newest events first, with filters kept in the URL and an export as CSV. */
export function AuditLog() {
  const { filter, isFiltered, setFilter } = useAuditFilter()
  const query = useInfiniteQuery(auditQuery(filter))
  const events = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className="flex flex-wrap items-end gap-2 pb-4">
        <AuditFilters filter={filter} setFilter={setFilter} />
        <Button className="sm:ml-auto" onPress={() => downloadAudit(filter)}>
          <Download /> {messages.exportCsv}
        </Button>
      </div>
      {query.isPending && <ListSkeleton label={messages.loading} />}
      {query.isError && events.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && events.length === 0 && (
        <EmptyState icon={<ScrollText />} title={isFiltered ? messages.noMatchesTitle : messages.emptyTitle}>
          {isFiltered ? messages.noMatches : null}
        </EmptyState>
      )}
      {events.length > 0 && (
        <ol className="border-t" aria-label={messages.list}>
          {events.map((event) => (
            <EventRow key={event.id} event={event} onActor={(actor) => setFilter({ actor })} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          className="mx-auto mt-6 flex"
          onPress={() => query.fetchNextPage()}
          isPending={query.isFetchingNextPage}
        >
          {messages.showOlder}
        </Button>
      )}
    </>
  )
}

function EventRow({ event, onActor }: { event: AuditEventBody; onActor: (actor: string) => void }) {
  const { actor } = event
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b py-2.5 text-small md:grid-cols-[8rem_minmax(0,12rem)_minmax(0,14rem)_7rem_minmax(0,1fr)]">
      <RelativeTime value={event.at} className="figures text-ink-3" />
      <span className="font-medium">
        {auditActionLabel(event.action)} {event.outcome === 'failure' && <Badge tone="red">{messages.failed}</Badge>}
      </span>
      {actor ? (
        <button
          type="button"
          title={messages.filterByPerson}
          className="cursor-pointer truncate text-left underline-offset-4 hover:underline"
          onClick={() => onActor(actor.email)}
        >
          {actor.email}
        </button>
      ) : (
        <span className="text-ink-3">{messages.anonymous}</span>
      )}
      <span className="figures truncate text-ink-3">{event.ip}</span>
      <AuditDetail event={event} />
    </li>
  )
}
