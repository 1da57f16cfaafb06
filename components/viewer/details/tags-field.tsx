'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Button, Form, Label, Tag, TagGroup, TagList } from 'react-aria-components'
import { TextField } from '#components/ui/text-field.tsx'
import { maxTags } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'
import type { ChangeOutcome } from './use-document-change.ts'

const messages = detailsMessages.tags

type Props = { tags: readonly string[]; isPending: boolean; onSave: (tags: string[]) => Promise<ChangeOutcome> }

/** The tags of the document. A tag is removed with its button or the Delete key; Enter adds what is typed, split at commas. */
export function TagsField({ tags, isPending, onSave }: Props) {
  const [typed, setTyped] = useState('')
  const add = async () => {
    const more = typed
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean)
    const outcome = more.length > 0 ? await onSave([...new Set([...tags, ...more])]) : 'saved'
    if (outcome === 'saved') setTyped('')
  }
  return (
    <div className="flex flex-col gap-2">
      {tags.length > 0 && (
        <TagGroup
          className="flex flex-col gap-1.5"
          onRemove={(keys) => void onSave(tags.filter((tag) => !keys.has(tag)))}
          disabledKeys={isPending ? tags : []}
        >
          <Label className="font-medium text-small">{messages.label}</Label>
          <TagList className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <Tag
                key={tag}
                id={tag}
                textValue={tag}
                className="inline-flex max-w-full items-center gap-1 rounded-sm bg-well py-0.5 pr-0.5 pl-2 text-ink-2 text-small"
              >
                <span className="truncate">{tag}</span>
                <Button
                  slot="remove"
                  className="grid size-6 cursor-pointer place-items-center rounded-sm text-ink-3 hover:text-ink"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextField
          label={tags.length > 0 ? messages.add : messages.label}
          hideLabel={tags.length > 0}
          placeholder={messages.add}
          value={typed}
          onChange={setTyped}
          isDisabled={tags.length >= maxTags}
          isReadOnly={isPending}
          maxLength={64}
        />
      </Form>
    </div>
  )
}
