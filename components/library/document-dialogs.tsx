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

export type DialogAsked = { kind: 'rename' | 'tag' | 'move' | 'purge'; documents: readonly LibraryDocument[] }

type Props = { asked: DialogAsked | null; commands: DocumentCommands; onClose: () => void }

const titles = {
  rename: libraryMessages.rename.title,
  tag: libraryMessages.tags.title,
  move: libraryMessages.move.title,
  purge: libraryMessages.purge.title,
}

/** The questions that an action on documents may ask first. */
export function DocumentDialogs({ asked, commands, onClose }: Props) {
  return (
    <Dialog
      title={asked ? titles[asked.kind] : ''}
      role={asked?.kind === 'purge' ? 'alertdialog' : 'dialog'}
      isOpen={asked !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {asked?.kind === 'rename' && <RenameForm asked={asked} commands={commands} onClose={onClose} />}
      {asked?.kind === 'move' && <MoveForm asked={asked} commands={commands} onClose={onClose} />}
      {asked?.kind === 'purge' && (
        <PurgeForm
          documents={asked.documents}
          onPurge={() => {
            onClose()
            void commands.purge(asked.documents)
          }}
        />
      )}
      {asked?.kind === 'tag' && (
        <TagEditor
          documents={asked.documents}
          onSave={(add, remove) => commands.setTags(asked.documents, add, remove)}
          onDone={onClose}
        />
      )}
    </Dialog>
  )
}

type FormProps = { asked: DialogAsked; commands: DocumentCommands; onClose: () => void }

function RenameForm({ asked, commands, onClose }: FormProps) {
  const document = asked.documents[0]
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

function MoveForm({ asked, commands, onClose }: FormProps) {
  const messages = libraryMessages.move
  const { matters, mayIn } = useMatters()
  const here = new Set(asked.documents.map(({ matterId }) => matterId))
  const open = matters.filter(({ id }) => mayIn(id, 'documents:write') && !(here.size === 1 && here.has(id)))
  const [chosen, setChosen] = useState(open[0]?.id ?? '')
  const target = open.find(({ id }) => id === chosen)
  const { failure, isPending, run } = useDialogChange(onClose)
  if (open.length === 0) {
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
        if (target) void run(() => commands.move(asked.documents, target.id, target.name))
      }}
    >
      <ChangeFailureNotice failure={failure} />
      <Select
        label={messages.matter}
        hint={messages.hint}
        choices={open.map(({ id, name }) => ({ value: id, label: name }))}
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
