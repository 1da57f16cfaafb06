'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Button, Form, Label, Tag, TagGroup, TagList } from 'react-aria-components'
import { TextField } from '#components/ui/text-field.tsx'
import { maxTags } from '#lib/documents/schema.ts'
import type { ChangeOutcome } from './use-document-change.ts'

type Props = { tags: readonly string[]; isPending: boolean; onSave: (tags: string[]) => Promise<ChangeOutcome> }

/** The tags; each is taken away by its cross or the Delete key, one more is added by Enter. */
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
          <Label className="font-medium text-small">Tags</Label>
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
          label={tags.length > 0 ? 'Add a tag' : 'Tags'}
          hideLabel={tags.length > 0}
          placeholder="Add a tag"
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
