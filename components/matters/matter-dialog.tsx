'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError, patchLatest } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { TextField } from '#components/ui/text-field.tsx'
import type { Matter } from './matter-queries.ts'
import { matterMessages } from './messages.ts'

type Props = { matter?: Matter; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const { dialog: messages } = matterMessages

/** Creates a matter and opens it; with `matter`, edits its name and reference. */
export function MatterDialog({ matter, isOpen, onOpenChange }: Props) {
  return (
    <Dialog title={matter ? messages.editTitle : messages.createTitle} isOpen={isOpen} onOpenChange={onOpenChange}>
      <MatterForm {...(matter ? { matter } : {})} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function MatterForm({ matter, onDone }: { matter?: Matter; onDone: () => void }) {
  const client = useQueryClient()
  const router = useOnlineRouter()
  const [name, setName] = useState(matter?.name ?? '')
  const [reference, setReference] = useState(matter?.reference ?? '')
  const save = useMutation({
    mutationFn: () => {
      const body = { name, reference: reference.trim() || null }
      return matter
        ? patchLatest<Matter>(`/matters/${matter.id}`, body)
        : api<Matter>('/matters', { method: 'POST', body })
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['matters'] })
      onDone()
      if (matter) router.refresh()
      else router.push(`/matters/${id}`)
    },
    meta: { showsError: true },
  })
  const problem = save.error ? asApiError(save.error) : null
  const nameError = problem?.fieldError('/name')
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!nameError && <ProblemNotice error={save.error} />}
      <TextField
        label={messages.name}
        value={name}
        onChange={setName}
        error={nameError}
        maxLength={200}
        autoFocus
        isRequired
      />
      <TextField
        label={messages.reference}
        hint={messages.referenceHint}
        value={reference}
        onChange={setReference}
        maxLength={100}
      />
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {matter ? uiMessages.save : messages.create}
        </Button>
      </DialogActions>
    </Form>
  )
}
