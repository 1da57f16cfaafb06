'use client'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { TextField } from '#components/ui/text-field.tsx'
import type { LibraryDocument } from './document.ts'
import { libraryMessages } from './messages.ts'

type Props = { documents: readonly LibraryDocument[]; onPurge: () => void }

const messages = libraryMessages.purge

/** Confirms a permanent deletion: by the title of one document, by the number of several. */
export function PurgeForm({ documents, onPurge }: Props) {
  const [first] = documents
  if (documents.length === 1 && first) return <ConfirmByTitle title={first.title} onPurge={onPurge} />
  return <ConfirmByCount count={documents.length} onPurge={onPurge} />
}

function ConfirmByTitle({ title, onPurge }: { title: string; onPurge: () => void }) {
  return (
    <ConfirmForm expected={title} label={messages.confirmTitle(title)} submit={messages.submit} onPurge={onPurge}>
      {messages.warning}
    </ConfirmForm>
  )
}

/** Confirms the permanent deletion of `count` documents. */
export function ConfirmByCount({ count, onPurge }: { count: number; onPurge: () => void }) {
  const locale = useReaderLocale()
  return (
    <ConfirmForm
      expected={String(count)}
      label={messages.confirmCount(count, locale)}
      submit={messages.submitForSeveral(count, locale)}
      onPurge={onPurge}
    >
      {messages.warningForSeveral}
    </ConfirmForm>
  )
}

type ConfirmProps = { expected: string; label: string; submit: string; children: string; onPurge: () => void }

function ConfirmForm({ expected, label, submit, children, onPurge }: ConfirmProps) {
  const [typed, setTyped] = useState('')
  // A number may be typed with thousands separators; runs of white space in a title are displayed as one space.
  const normalize = (text: string) =>
    /^[\d.,’\s]+$/.test(text) ? text.replace(/\D/g, '') : text.trim().replace(/\s+/g, ' ')
  const isConfirmed = normalize(typed) === normalize(expected)
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) onPurge()
      }}
    >
      <p className="text-ink-2">{children}</p>
      <TextField label={label} value={typed} onChange={setTyped} autoComplete="off" autoFocus />
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="danger" isDisabled={!isConfirmed}>
          {submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
