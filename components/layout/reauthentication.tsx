'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError, setReauthentication } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useMe } from './me.tsx'

type Waiting = { end: (isConfirmed: boolean) => void }

/** Asks for the password when a change needs it again; the change then goes on where it was. */
export function Reauthentication() {
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  useEffect(() => {
    setReauthentication(() => new Promise<boolean>((resolve) => setWaiting({ end: resolve })))
    return () => setReauthentication(null)
  }, [])
  const end = (isConfirmed: boolean) => {
    waiting?.end(isConfirmed)
    setWaiting(null)
  }
  return (
    <Dialog title="Confirm that it is you" isOpen={waiting !== null} onOpenChange={(isOpen) => !isOpen && end(false)}>
      {waiting && <PasswordForm onConfirmed={() => end(true)} />}
    </Dialog>
  )
}

function PasswordForm({ onConfirmed }: { onConfirmed: () => void }) {
  const me = useMe()
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: () => api('/me/reauthentication', { method: 'POST', body: { password } }),
    onSuccess: onConfirmed,
    meta: { showsError: true },
  })
  const problem = confirm.error ? asApiError(confirm.error) : null
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <p className="text-ink-2">You signed in a while ago. This change needs your password once more.</p>
      {problem?.code !== 'request.invalid' && <ProblemNotice error={confirm.error} />}
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={problem?.fieldError('/password')}
        isRequired
        autoFocus
      />
      <DialogActions>
        <Button slot="close">Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={!password} isPending={confirm.isPending}>
          Confirm
        </Button>
      </DialogActions>
    </Form>
  )
}
