'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { SearchParams } from './search-params.ts'

/** What the search is narrowed to: a matter, a document. */
export function SearchFilters({ params, knownTitle }: { params: SearchParams; knownTitle: string | undefined }) {
  const { matter, document, setParams } = params
  const { matters } = useMatters()
  const titled = useQuery({
    queryKey: ['documents', document, 'title'],
    queryFn: ({ signal }) => api<{ title: string }>(`/documents/${document}`, { signal }),
    enabled: document !== null && knownTitle === undefined,
    retry: false,
  })
  const title = knownTitle ?? titled.data?.title ?? (titled.isError ? 'A document that is not there' : '…')
  return (
    <>
      {matters.length > 1 && (
        <Select
          label="Matter"
          hideLabel
          size="small"
          value={matter ?? 'any'}
          onChange={(next) => setParams({ matter: next === 'any' ? null : next })}
          choices={[
            { value: 'any', label: 'Every matter' },
            ...matters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-44"
        />
      )}
      {document !== null && (
        <Button size="small" onPress={() => setParams({ document: null })} aria-label={`Not only in ${title}`}>
          <span className="max-w-56 truncate">{title}</span>
          <X aria-hidden="true" />
        </Button>
      )}
    </>
  )
}
