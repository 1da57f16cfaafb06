'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { ChangeFailureNotice } from './change-failure.tsx'
import type { LibraryDocument } from './document.ts'
import type { ChangeFailure } from './document-commands.ts'
import { libraryMessages } from './messages.ts'
import { useDialogChange } from './use-dialog-change.ts'

type Props = {
  documents: readonly LibraryDocument[]
  onSave: (add: readonly string[], remove: readonly string[]) => Promise<ChangeFailure | null>
  /** Closes the dialog. */
  onDone: () => void
}

const messages = libraryMessages.tags

/** Edits the tags that all of the documents have: adds to all of them, removes from all of them. */
export function TagEditor({ documents, onSave, onDone }: Props) {
  const [first, ...rest] = documents
  const shared = (first?.tags ?? []).filter((tag) => rest.every(({ tags }) => tags.includes(tag)))
  const [tags, setTags] = useState<readonly string[]>(shared)
  const [typed, setTyped] = useState('')
  const { failure, isPending, run } = useDialogChange(onDone)

  function withTyped(): readonly string[] {
    const more = typed
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean)
    return [...new Set([...tags, ...more])]
  }
  function save() {
    const wanted = withTyped()
    const added = wanted.filter((tag) => !shared.includes(tag))
    const removed = shared.filter((tag) => !wanted.includes(tag))
    void run(() => onSave(added, removed))
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (!typed.trim()) return save()
        setTags(withTyped())
        setTyped('')
      }}
    >
      <ChangeFailureNotice failure={failure} />
      {tags.length > 0 && (
        <ul aria-label={messages.label} className="flex flex-wrap gap-1.5 pb-4">
          {tags.map((tag) => (
            <li key={tag}>
              <Button
                size="small"
                aria-label={messages.remove(tag)}
                onPress={() => setTags(tags.filter((each) => each !== tag))}
              >
                {tag} <X />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={documents.length > 1 ? messages.addToAll : messages.add}
        hint={messages.hint}
        value={typed}
        onChange={setTyped}
        autoFocus
        maxLength={200}
      />
      <DialogActions>
        <Button onPress={onDone}>{uiMessages.cancel}</Button>
        <Button variant="primary" onPress={save} isPending={isPending}>
          {uiMessages.save}
        </Button>
      </DialogActions>
    </Form>
  )
}
