'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { authMessages } from './messages.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { signInWithPassword } from './sign-in-requests.ts'

const { verification: messages } = authMessages

/** Name and password of a new account. Only submitting the form uses up the link, because mail scanners open links too. */
export function VerifyForm({ token, email, name: initialName }: { token: string; email: string; name: string }) {
  const [name, setName] = useState(initialName)
  const [password, setPassword] = useState('')
  const confirm = useMutation({
    mutationFn: async () => {
      await api('/email-verifications', { method: 'POST', body: { token, name, password }, isAnonymous: true })
      await signInWithPassword(email, password, '/library')
    },
    onSuccess: () => location.assign('/library'),
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
      {problem?.code !== 'request.invalid' && <ProblemNotice error={confirm.error} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label={messages.name}
        autoComplete="name"
        size="large"
        value={name}
        onChange={setName}
        error={problem?.fieldError('/name')}
        isRequired
      />
      <NewPasswordField
        label={messages.password}
        value={password}
        onChange={setPassword}
        error={problem?.fieldError('/password')}
        size="large"
        autoFocus
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isPending={confirm.isPending || confirm.isSuccess}
        className="mt-1"
      >
        {messages.submit}
      </Button>
    </Form>
  )
}
