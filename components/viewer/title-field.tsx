'use client'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { maxTitleLength } from '#lib/documents/schema.ts'

type Props = { title: string; isPending: boolean; onSave: (title: string) => void }

/** The title, changed in place; it is saved by Enter or the button that appears. */
export function TitleField({ title, isPending, onSave }: Props) {
  const [typed, setTyped] = useState(title)
  const isChanged = typed.trim() !== '' && typed.trim() !== title
  return (
    <Form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) onSave(typed.trim())
      }}
    >
      <TextField
        label="Title"
        value={typed}
        onChange={setTyped}
        rows={1}
        maxLength={maxTitleLength}
        error={typed.trim() === '' ? 'A document needs a title.' : null}
      />
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" look="primary" size="small" isPending={isPending}>
            Save
          </Button>
          <Button size="small" onPress={() => setTyped(title)}>
            Keep the old one
          </Button>
        </div>
      )}
    </Form>
  )
}
