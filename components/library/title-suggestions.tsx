'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import type { TitleSuggestion } from '#lib/documents/schema.ts'
import { libraryMessages } from './messages.ts'

type Props = {
  documentId: string
  /** The title in the field: it is not suggested. */
  typed: string
  onChoose: (title: string) => void
}

const messages = libraryMessages.titleSuggestions
const sources = { metadata: messages.fromMetadata, file_name: messages.fromFileName }

/** Titles suggested by the metadata of the PDF and by its file name; nothing if there are none. */
export function TitleSuggestions({ documentId, typed, onChoose }: Props) {
  const { data = [] } = useQuery({
    queryKey: ['documents', 'title-suggestions', documentId],
    queryFn: async ({ signal }) =>
      (await api<{ items: TitleSuggestion[] }>(`/documents/${documentId}/title-suggestions`, { signal })).items,
    staleTime: 60_000,
  })
  const items = data.filter(({ title }) => title !== typed.trim())
  if (items.length === 0) return null
  return (
    <ul aria-label={messages.label} className="flex flex-col gap-1.5">
      {items.map(({ title, source }) => (
        <li key={source} className="flex items-center gap-2 text-small">
          <span className="min-w-0 flex-1">
            <span className="block text-ink-3">{sources[source]}</span>
            <span dir="auto" className="block break-words text-ink-2">
              {title}
            </span>
          </span>
          <Button size="small" onPress={() => onChoose(title)} aria-label={messages.chooseTitle(title)}>
            {messages.choose}
          </Button>
        </li>
      ))}
    </ul>
  )
}
