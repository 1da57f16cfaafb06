'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { developersMessages } from './messages.ts'
import { type ApiDocument, listOperations, type Operation } from './openapi-document.ts'
import { OperationView } from './operation-view.tsx'

const { reference: messages } = developersMessages

/** The operations of the OpenAPI document, grouped by tag and filtered by method, path and summary. */
export function Reference({ origin, isSignedIn }: { origin: string; isSignedIn: boolean }) {
  const [filter, setFilter] = useState('')
  const { data, error } = useQuery({
    queryKey: ['openapi'],
    queryFn: () => api<ApiDocument>('/openapi.json', { isAnonymous: true }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <ProblemNotice error={error} />
  if (!data) return <Skeleton className="h-96" />
  const searched = filter.trim().toLowerCase()
  const found = listOperations(data).filter(({ method, path, summary }) =>
    `${method} ${path} ${summary}`.toLowerCase().includes(searched),
  )
  return (
    <div className="flex flex-col gap-8">
      <SearchField label={messages.filter} placeholder={messages.filterExample} value={filter} onChange={setFilter} />
      {found.length === 0 && <p className="text-ink-2">{messages.noMatches}</p>}
      {[...byTag(found)].map(([tag, operations]) => (
        <section key={tag} aria-labelledby={`tag-${tag}`}>
          <h3 id={`tag-${tag}`} className="mb-2 font-semibold font-serif text-lead">
            {tag}
          </h3>
          <div className="divide-y border-y">
            {operations.map((operation) => (
              <OperationView
                key={operation.id}
                document={data}
                operation={operation}
                origin={origin}
                isSignedIn={isSignedIn}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function byTag(operations: Operation[]): Map<string, Operation[]> {
  return Map.groupBy(operations, ({ tag }) => tag)
}
