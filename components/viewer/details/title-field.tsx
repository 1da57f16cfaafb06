'use client'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { TitleSuggestions } from '#components/library/title-suggestions.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { maxTitleLength } from '#lib/documents/schema.ts'
import { detailsMessages } from './messages.ts'
import type { ChangeOutcome } from './use-document-change.ts'

const messages = detailsMessages.title

type Props = {
  documentId: string
  title: string
  isPending: boolean
  /** `before`: the title that was shown when the user began to type. Another user may have changed it since. */
  onSave: (title: string, before: string) => Promise<ChangeOutcome>
}

/** `before` is null after a conflict was shown: the next save replaces the title of the other user. */
type Edit = { typed: string; before: string | null }

/** Edits the title in place; Enter or the button saves it. A title that could not be saved stays in the field. */
export function TitleField({ documentId, title, isPending, onSave }: Props) {
  const [edit, setEdit] = useState<Edit>({ typed: title, before: title })
  const isUntouched = edit.typed === edit.before
  // Without unsaved typing, the field follows the document.
  if (isUntouched && !isPending && edit.before !== title) setEdit({ typed: title, before: title })
  const { typed, before } = edit
  const setTyped = (next: string) => setEdit({ typed: next, before: isUntouched ? title : before })
  const isChanged = typed.trim() !== '' && typed.trim() !== title
  async function save() {
    const wanted = typed.trim()
    const outcome = await onSave(wanted, before ?? title)
    setEdit((now) => {
      if (outcome === 'saved') return { typed: now.typed.trim() === wanted ? wanted : now.typed, before: wanted }
      return outcome === 'conflict' ? { ...now, before: null } : now
    })
  }
  return (
    <Form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && !isPending) void save()
      }}
    >
      <TextField
        label={messages.label}
        value={typed}
        onChange={setTyped}
        rows={1}
        maxLength={maxTitleLength}
        error={typed.trim() === '' ? messages.required : null}
      />
      <TitleSuggestions documentId={documentId} typed={typed} onChoose={setTyped} />
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" variant="primary" size="small" isPending={isPending}>
            {messages.save}
          </Button>
          <Button size="small" onPress={() => setEdit({ typed: title, before: title })}>
            {messages.cancel}
          </Button>
        </div>
      )}
    </Form>
  )
}
