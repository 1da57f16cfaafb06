'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { TextField } from '#components/ui/text-field.tsx'
import type { Matter } from './matter-queries.ts'
import { matterMessages } from './messages.ts'

type Props = { matter: Matter; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const { deletion: messages } = matterMessages

/** Confirms by its name the deletion of a matter, which cannot be undone. */
export function DeleteMatterDialog({ matter, isOpen, onOpenChange }: Props) {
  return (
    <Dialog title={messages.title} role="alertdialog" isOpen={isOpen} onOpenChange={onOpenChange}>
      <DeleteForm matter={matter} />
    </Dialog>
  )
}

function DeleteForm({ matter }: { matter: Matter }) {
  const client = useQueryClient()
  const router = useOnlineRouter()
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => api(`/matters/${matter.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      router.push('/matters')
      await client.invalidateQueries({ queryKey: ['matters'] })
    },
    meta: { showsError: true },
  })
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === matter.name) remove.mutate()
      }}
    >
      <p className="text-ink-2">{messages.warning}</p>
      <ProblemNotice error={remove.error} />
      <TextField
        label={messages.confirmName(matter.name)}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        autoFocus
      />
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="danger" isDisabled={typed.trim() !== matter.name} isPending={remove.isPending}>
          {messages.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
