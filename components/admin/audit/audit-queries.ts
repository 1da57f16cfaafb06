'use client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { parseAsString, useQueryStates } from 'nuqs'
import { api, apiUrl, asApiError, fetchOrFail, toApiError } from '#components/api/client.ts'
import { keepPrevious } from '#components/api/keep-previous.ts'
import { toast } from '#components/ui/toast.tsx'
import type { AuditEventBody } from '#lib/audit/schema.ts'

const parsers = {
  actor: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  target: parseAsString.withDefault(''),
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
}

export function useAuditFilter() {
  const [filter, setFilter] = useQueryStates(parsers, { throttleMs: 300 })
  return { filter, isFiltered: Object.values(filter).some(Boolean), setFilter }
}

export type AuditFilter = ReturnType<typeof useAuditFilter>['filter']
export type SetAuditFilter = ReturnType<typeof useAuditFilter>['setFilter']

/** The filter as query parameters: days in the reader’s time zone become their first and last instants. */
function toQuery({ from, to, ...rest }: AuditFilter) {
  const start = from ? new Date(`${from}T00:00:00`) : null
  const end = to ? new Date(`${to}T23:59:59.999`) : null
  const toInstant = (at: Date | null) => (at && !Number.isNaN(at.getTime()) ? at.toISOString() : null)
  return { ...rest, from: toInstant(start), to: toInstant(end) }
}

type AuditPage = { items: AuditEventBody[]; nextCursor: string | null }

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api<AuditPage>('/audit-events', { query: { ...toQuery(filter), cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPrevious,
  })
}

/** Downloads the filtered events as CSV. A link cannot do this, because the format is negotiated by the Accept header. */
export async function downloadAudit(filter: AuditFilter): Promise<void> {
  let content: Blob
  try {
    const response = await fetchOrFail(apiUrl('/audit-events', toQuery(filter)), { headers: { Accept: 'text/csv' } })
    if (!response.ok) throw await toApiError(response)
    content = await response.blob()
  } catch (thrown) {
    const error = asApiError(thrown)
    return toast.failed(error.message, error.detail ?? undefined)
  }
  const url = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `lexai-audit-${new Date().toISOString().slice(0, 10)}.csv`,
  })
  link.click()
  URL.revokeObjectURL(url)
}
