'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { signInWithPassword } from './sign-in-requests.ts'

type Props = { token: string; email: string; submitLabel: string }

/** Sets a password with the token of an emailed link, and signs in with it. */
export function NewPasswordForm({ token, email, submitLabel }: Props) {
  const [password, setPassword] = useState('')
  const set = useMutation({
    mutationFn: async () => {
      await api('/password-resets', { method: 'PUT', body: { token, password }, isAnonymous: true })
      await signInWithPassword(email, password, '/library')
    },
    onSuccess: () => location.assign('/library'),
    meta: { showsError: true },
  })
  const fieldError = set.error ? asApiError(set.error).fieldError('/password') : null
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        set.mutate()
      }}
    >
      {!fieldError && <ProblemNotice error={set.error} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <NewPasswordField value={password} onChange={setPassword} error={fieldError} size="large" autoFocus />
      <Button type="submit" variant="primary" size="large" isPending={set.isPending || set.isSuccess} className="mt-1">
        {submitLabel}
      </Button>
    </Form>
  )
}
