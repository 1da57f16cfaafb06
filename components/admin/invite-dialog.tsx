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
import { roleChoices } from './role-words.ts'

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Makes an account without a password; the link that sets one is mailed, and shown here this once. */
export function InviteDialog({ isOpen, onOpenChange }: Props) {
  return (
    <Dialog title="Invite somebody" isOpen={isOpen} onOpenChange={onOpenChange}>
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
        <p className="text-ink-2">
          {invite.data.name} has an account now. A mail with the link below is on its way; you may also send it
          yourself.
        </p>
        <CopyField label="Invitation" value={invite.data.inviteUrl} />
        <Notice tone="amber">It is shown this once, and works once.</Notice>
        <DialogActions>
          <Button variant="primary" onPress={onClose}>
            Done
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
        label="Name"
        value={name}
        onChange={setName}
        error={problem?.fieldError('/name')}
        maxLength={120}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <TextField
        label="Email"
        type="email"
        value={email}
        onChange={setEmail}
        error={problem?.fieldError('/email')}
        autoComplete="off"
        isRequired
      />
      <Select label="Role" choices={roleChoices} value={role} onChange={setRole} />
      <DialogActions>
        <Button slot="close">Cancel</Button>
        <Button type="submit" variant="primary" isPending={invite.isPending}>
          Invite
        </Button>
      </DialogActions>
    </Form>
  )
}
