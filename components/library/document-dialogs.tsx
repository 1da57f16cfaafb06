'use client'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useMatters } from '#components/matters/use-matters.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { ChangeFailureNotice } from './change-failure.tsx'
import type { LibraryDocument } from './document.ts'
import type { DocumentCommands } from './document-commands.ts'
import { libraryMessages } from './messages.ts'
import { PurgeForm } from './purge-form.tsx'
import { TagEditor } from './tag-editor.tsx'
import { TitleSuggestions } from './title-suggestions.tsx'
import { useDialogChange } from './use-dialog-change.ts'

export type OpenDialog = { kind: 'rename' | 'tag' | 'move' | 'purge'; documents: readonly LibraryDocument[] }

type Props = { open: OpenDialog | null; commands: DocumentCommands; onClose: () => void }

const titles = {
  rename: libraryMessages.rename.title,
  tag: libraryMessages.tags.title,
  move: libraryMessages.move.title,
  purge: libraryMessages.purge.title,
}

/** The dialogs of the actions on documents. */
export function DocumentDialogs({ open, commands, onClose }: Props) {
  return (
    <Dialog
      title={open ? titles[open.kind] : ''}
      role={open?.kind === 'purge' ? 'alertdialog' : 'dialog'}
      isOpen={open !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {open?.kind === 'rename' && <RenameForm open={open} commands={commands} onClose={onClose} />}
      {open?.kind === 'move' && <MoveForm open={open} commands={commands} onClose={onClose} />}
      {open?.kind === 'purge' && (
        <PurgeForm
          documents={open.documents}
          onPurge={() => {
            onClose()
            void commands.purge(open.documents)
          }}
        />
      )}
      {open?.kind === 'tag' && (
        <TagEditor
          documents={open.documents}
          onSave={(add, remove) => commands.setTags(open.documents, add, remove)}
          onDone={onClose}
        />
      )}
    </Dialog>
  )
}

type FormProps = { open: OpenDialog; commands: DocumentCommands; onClose: () => void }

function RenameForm({ open, commands, onClose }: FormProps) {
  const document = open.documents[0]
  const [title, setTitle] = useState(document?.title ?? '')
  const { failure, isPending, run } = useDialogChange(onClose)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = title.trim()
        if (document && wanted && wanted !== document.title) void run(() => commands.rename(document, wanted))
        else onClose()
      }}
    >
      <ChangeFailureNotice failure={failure} />
      <TextField
        label={libraryMessages.rename.field}
        value={title}
        onChange={setTitle}
        autoFocus
        maxLength={300}
        isRequired
      />
      {document && (
        <div className="mt-3">
          <TitleSuggestions documentId={document.id} typed={title} onChoose={setTitle} />
        </div>
      )}
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {libraryMessages.rename.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}

function MoveForm({ open, commands, onClose }: FormProps) {
  const messages = libraryMessages.move
  const { matters, mayIn } = useMatters()
  const currentIds = new Set(open.documents.map(({ matterId }) => matterId))
  const targets = matters.filter(
    ({ id }) => mayIn(id, 'documents:write') && !(currentIds.size === 1 && currentIds.has(id)),
  )
  const [chosen, setChosen] = useState(targets[0]?.id ?? '')
  const target = targets.find(({ id }) => id === chosen)
  const { failure, isPending, run } = useDialogChange(onClose)
  if (targets.length === 0) {
    return (
      <>
        <p className="text-ink-2">{messages.noMatter}</p>
        <DialogActions>
          <Button slot="close">{uiMessages.close}</Button>
        </DialogActions>
      </>
    )
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (target) void run(() => commands.move(open.documents, target.id, target.name))
      }}
    >
      <ChangeFailureNotice failure={failure} />
      <Select
        label={messages.matter}
        hint={messages.hint}
        choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={setChosen}
      />
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {messages.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
