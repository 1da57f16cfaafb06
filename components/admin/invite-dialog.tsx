'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { UserBody } from '#lib/users/schema.ts'
import { adminMessages } from './messages.ts'
import { roleChoices } from './role-choices.ts'

const { inviteDialog: messages } = adminMessages

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Creates an account without a password. The link that sets one is sent by email and shown here once. */
export function InviteDialog({ isOpen, onOpenChange }: Props) {
  return (
    <Dialog title={messages.title} isOpen={isOpen} onOpenChange={onOpenChange}>
      <InviteForm onClose={() => onOpenChange(false)} />
    </Dialog>
  )
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const invite = useMutation({
    mutationFn: () => api<UserBody & { inviteUrl: string }>('/users', { method: 'POST', body: { name, email, role } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
    meta: { showsError: true },
  })
  if (invite.data) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">{messages.invited(invite.data.name)}</p>
        <CopyField label={messages.link} value={invite.data.inviteUrl} />
        <Notice tone="amber">{messages.shownOnce}</Notice>
        <DialogActions>
          <Button variant="primary" onPress={onClose}>
            {messages.done}
          </Button>
        </DialogActions>
      </div>
    )
  }
  const problem = invite.error ? asApiError(invite.error) : null
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate()
      }}
    >
      {problem?.code !== 'request.invalid' && <ProblemNotice error={invite.error} />}
      <TextField
        label={messages.name}
        value={name}
        onChange={setName}
        error={problem?.fieldError('/name')}
        maxLength={120}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <TextField
        label={messages.email}
        type="email"
        value={email}
        onChange={setEmail}
        error={problem?.fieldError('/email')}
        autoComplete="off"
        isRequired
      />
      <Select label={messages.role} choices={roleChoices} value={role} onChange={setRole} />
      <DialogActions>
        <Button slot="close">{messages.cancel}</Button>
        <Button type="submit" variant="primary" isPending={invite.isPending}>
          {messages.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
