'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { searchMessages } from './messages.ts'
import type { SearchParams } from './search-params.ts'

const anyMatter = 'any'

/** The filters of the search: one matter, one document. */
export function SearchFilters({ params, knownTitle }: { params: SearchParams; knownTitle: string | undefined }) {
  const messages = searchMessages.filters
  const { matter, document, setParams } = params
  const { matters } = useMatters()
  const titleQuery = useQuery({
    queryKey: ['documents', document, 'title'],
    queryFn: ({ signal }) => api<{ title: string }>(`/documents/${document}`, { signal }),
    enabled: document !== null && knownTitle === undefined,
    retry: false,
  })
  const title =
    knownTitle ?? titleQuery.data?.title ?? (titleQuery.isError ? messages.unknownDocument : messages.loadingTitle)
  return (
    <>
      {matters.length > 1 && (
        <Select
          label={messages.matter}
          hideLabel
          size="small"
          value={matter ?? anyMatter}
          onChange={(next) => setParams({ matter: next === anyMatter ? null : next })}
          choices={[
            { value: anyMatter, label: messages.allMatters },
            ...matters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-44"
        />
      )}
      {document !== null && (
        <Button size="small" onPress={() => setParams({ document: null })} aria-label={messages.removeDocument(title)}>
          <span className="max-w-56 truncate">{title}</span>
          <X aria-hidden="true" />
        </Button>
      )}
    </>
  )
}
