'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { AuditEventBody } from '#lib/audit/schema.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery, downloadAudit, useAuditFilter } from './audit-queries.ts'
import { auditWords } from './audit-words.ts'
import { ListSkeleton } from './list-skeleton.tsx'

/** What was done, by whom, to what; narrowed in the address, and to be taken away as CSV. */
export function AuditLog() {
  const { filter, isNarrowed, setFilter } = useAuditFilter()
  const query = useInfiniteQuery(auditQuery(filter))
  const events = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className="flex flex-wrap items-end gap-2 pb-4">
        <AuditFilters filter={filter} setFilter={setFilter} />
        <Button className="sm:ml-auto" onPress={() => downloadAudit(filter)}>
          <Download /> CSV
        </Button>
      </div>
      {query.isPending && <ListSkeleton label="The log is loading" />}
      {query.isError && events.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && events.length === 0 && (
        <EmptyState icon={<ScrollText />} title={isNarrowed ? 'Nothing fits' : 'Nothing has been done yet'}>
          {isNarrowed ? 'Nothing like that was done in that time.' : null}
        </EmptyState>
      )}
      {events.length > 0 && (
        <ol className="border-t" aria-label="Audit log">
          {events.map((event) => (
            <EventLine key={event.id} event={event} onActor={(actor) => setFilter({ actor })} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          className="mx-auto mt-6 flex"
          onPress={() => query.fetchNextPage()}
          isPending={query.isFetchingNextPage}
        >
          Show older
        </Button>
      )}
    </>
  )
}

function EventLine({ event, onActor }: { event: AuditEventBody; onActor: (actor: string) => void }) {
  const { actor } = event
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b py-2.5 text-small md:grid-cols-[8rem_minmax(0,12rem)_minmax(0,14rem)_7rem_minmax(0,1fr)]">
      <RelativeTime value={event.at} className="figures text-ink-3" />
      <span className="font-medium">
        {auditWords(event.action)} {event.outcome === 'failure' && <Badge tone="red">Failed</Badge>}
      </span>
      {actor ? (
        <button
          type="button"
          title="Show only what this person did"
          className="cursor-pointer truncate text-left underline-offset-4 hover:underline"
          onClick={() => onActor(actor.email)}
        >
          {actor.email}
        </button>
      ) : (
        <span className="text-ink-3">Nobody signed in</span>
      )}
      <span className="figures truncate text-ink-3">{event.ip}</span>
      <AuditDetail event={event} />
    </li>
  )
}
