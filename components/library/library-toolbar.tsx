'use client'
import { X } from 'lucide-react'
import type { Matter } from '#components/matters/matter-queries.ts'
import { Button } from '#components/ui/button.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { LibraryParams } from './library-params.ts'

const sortChoices = [
  { value: '-createdAt', label: 'Newest first' },
  { value: 'createdAt', label: 'Oldest first' },
  { value: 'title', label: 'Title A to Z' },
  { value: '-title', label: 'Title Z to A' },
  { value: '-updatedAt', label: 'Last changed' },
  { value: '-pageCount', label: 'Most pages' },
  { value: '-bytes', label: 'Largest' },
] as const

const stateChoices = [
  { value: 'any', label: 'Every state' },
  { value: 'ready', label: 'Ready' },
  { value: 'processing', label: 'Being read' },
  { value: 'queued', label: 'Waiting' },
  { value: 'failed', label: 'Not readable' },
] as const

type Props = { params: LibraryParams; matters: readonly Matter[] | null }

/** What narrows and sorts the list. `matters` is null inside a matter. */
export function LibraryToolbar({ params, matters }: Props) {
  const { q, status, tag, matter, sort, setParams } = params
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <SearchField
        label="Filter by title"
        value={q}
        onChange={(next) => setParams({ q: next || null })}
        className="w-full sm:w-56"
      />
      {matters && matters.length > 1 && (
        <Select
          label="Matter"
          hideLabel
          value={matter ?? 'any'}
          onChange={(next) => setParams({ matter: next === 'any' ? null : next })}
          choices={[
            { value: 'any', label: 'Every matter' },
            ...matters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-40 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1"
        />
      )}
      <Select
        label="State"
        hideLabel
        value={status ?? 'any'}
        onChange={(next) => setParams({ status: next === 'any' ? null : next })}
        choices={stateChoices}
        className="w-36 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1"
      />
      <Select
        label="Order"
        hideLabel
        value={sort}
        onChange={(next) => setParams({ sort: next })}
        choices={sortChoices}
        className="w-38 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1 sm:ml-auto"
      />
      {tag && (
        <Button
          variant="secondary"
          size="small"
          onPress={() => setParams({ tag: null })}
          aria-label={`No longer only “${tag}”`}
        >
          Tagged “{tag}” <X />
        </Button>
      )}
    </div>
  )
}
