'use client'
import { X } from 'lucide-react'
import type { Matter } from '#components/matters/matter-queries.ts'
import { Button } from '#components/ui/button.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { LibraryParams } from './library-params.ts'
import { libraryMessages } from './messages.ts'

const messages = libraryMessages.toolbar
const { sorts, statuses } = messages

const sortChoices = [
  { value: '-createdAt', label: sorts.newest },
  { value: 'createdAt', label: sorts.oldest },
  { value: 'title', label: sorts.titleAscending },
  { value: '-title', label: sorts.titleDescending },
  { value: '-updatedAt', label: sorts.lastModified },
  { value: '-pageCount', label: sorts.mostPages },
  { value: '-bytes', label: sorts.largest },
] as const

const statusChoices = [
  { value: 'any', label: statuses.any },
  { value: 'ready', label: statuses.ready },
  { value: 'processing', label: statuses.processing },
  { value: 'queued', label: statuses.queued },
  { value: 'failed', label: statuses.failed },
] as const

type Props = { params: LibraryParams; matters: readonly Matter[] | null }

/** Filters and sort order of the list. `matters` is null inside a matter. */
export function LibraryToolbar({ params, matters }: Props) {
  const { q, status, tag, matter, sort, setParams } = params
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <SearchField
        label={messages.filterByTitle}
        value={q}
        onChange={(next) => setParams({ q: next || null })}
        className="w-full sm:w-56"
      />
      {matters && matters.length > 1 && (
        <Select
          label={messages.matter}
          hideLabel
          value={matter ?? 'any'}
          onChange={(next) => setParams({ matter: next === 'any' ? null : next })}
          choices={[
            { value: 'any', label: messages.allMatters },
            ...matters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="w-40 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1"
        />
      )}
      <Select
        label={messages.status}
        hideLabel
        value={status ?? 'any'}
        onChange={(next) => setParams({ status: next === 'any' ? null : next })}
        choices={statusChoices}
        className="w-36 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1"
      />
      <Select
        label={messages.sort}
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
          aria-label={messages.removeTag(tag)}
        >
          {messages.tag(tag)} <X />
        </Button>
      )}
    </div>
  )
}
