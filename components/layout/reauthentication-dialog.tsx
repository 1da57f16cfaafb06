'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { reauthentication } from '#components/api/reauthentication.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useMe } from './me.tsx'
import { layoutMessages } from './messages.ts'

const { reauthentication: messages } = layoutMessages

type PendingConfirmation = { end: (isConfirmed: boolean) => void }

/** Asks for the password when a change requires a recent sign-in. The change is sent again after it is confirmed. */
export function ReauthenticationDialog() {
  const [pending, setPending] = useState<PendingConfirmation | null>(null)
  useEffect(() => {
    reauthentication.setPrompt(() => new Promise<boolean>((resolve) => setPending({ end: resolve })))
    return () => reauthentication.setPrompt(null)
  }, [])
  const end = (isConfirmed: boolean) => {
    pending?.end(isConfirmed)
    setPending(null)
  }
  return (
    <Dialog title={messages.title} isOpen={pending !== null} onOpenChange={(isOpen) => !isOpen && end(false)}>
      {pending && <PasswordForm onConfirmed={() => end(true)} />}
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
      <p className="text-ink-2">{messages.text}</p>
      {problem?.code !== 'request.invalid' && <ProblemNotice error={confirm.error} />}
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <TextField
        label={messages.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={problem?.fieldError('/password')}
        isRequired
        autoFocus
      />
      <DialogActions>
        <Button slot="close">{uiMessages.cancel}</Button>
        <Button type="submit" variant="primary" isDisabled={!password} isPending={confirm.isPending}>
          {messages.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
