'use client'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { formatCount, formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { LibraryDocument } from './document.ts'

type Props = { documents: readonly LibraryDocument[]; onPurge: () => void }

/** Asks for the name of the one document, for the number of several. */
export function PurgeForm({ documents, onPurge }: Props) {
  const [first] = documents
  if (documents.length === 1 && first) return <ByName title={first.title} onPurge={onPurge} />
  return <ByNumber count={documents.length} onPurge={onPurge} />
}

function ByName({ title, onPurge }: { title: string; onPurge: () => void }) {
  return (
    <Typed answer={title} label={`Type its name: ${title}`} act="Delete it for good" onPurge={onPurge}>
      This cannot be undone. The file, every version of it and all that was read in it are removed.
    </Typed>
  )
}

/** For what there are `count` of. */
export function ByNumber({ count, onPurge }: { count: number; onPurge: () => void }) {
  const locale = useReaderLocale()
  const documents = formatCount(count, 'document', 'documents', locale)
  return (
    <Typed
      answer={String(count)}
      label={`Type how many: ${formatNumber(count, locale)}`}
      act={`Delete ${documents} for good`}
      onPurge={onPurge}
    >
      This cannot be undone. The files, every version of them and all that was read in them are removed.
    </Typed>
  )
}

type TypedProps = { answer: string; label: string; act: string; children: string; onPurge: () => void }

function Typed({ answer, label, act, children, onPurge }: TypedProps) {
  const [typed, setTyped] = useState('')
  // A number may be typed as it is shown, parted by thousands; a title may have blanks that nobody sees.
  const plain = (text: string) =>
    /^[\d.,’\s]+$/.test(text) ? text.replace(/\D/g, '') : text.trim().replace(/\s+/g, ' ')
  const isAnswered = plain(typed) === plain(answer)
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isAnswered) onPurge()
      }}
    >
      <p className="text-ink-2">{children}</p>
      <TextField label={label} value={typed} onChange={setTyped} autoComplete="off" autoFocus />
      <DialogActions>
        <Button slot="close">Cancel</Button>
        <Button type="submit" variant="danger" isDisabled={!isAnswered}>
          {act}
        </Button>
      </DialogActions>
    </Form>
  )
}
