'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { AuthTitle } from './auth-frame.tsx'
import { CheckEmail } from './check-email.tsx'
import { authMessages } from './messages.ts'

const { signUp: messages } = authMessages

/** Requests an account. The result is sent by email only, so that the page reveals no existing accounts; the password is chosen with the emailed link. */
export function SignUpForm() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const signUp = useMutation({
    mutationFn: () => api('/registrations', { method: 'POST', body: { name, email }, isAnonymous: true }),
    meta: { showsError: true },
  })
  if (signUp.isSuccess) return <CheckEmail email={email} />
  const problem = signUp.error ? asApiError(signUp.error) : null
  return (
    <>
      <AuthTitle title={messages.title} />
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          signUp.mutate()
        }}
      >
        {problem?.code !== 'request.invalid' && <ProblemNotice error={signUp.error} />}
        <TextField
          label={messages.name}
          autoComplete="name"
          size="large"
          value={name}
          onChange={setName}
          error={problem?.fieldError('/name')}
          isRequired
          autoFocus
        />
        <TextField
          label={messages.email}
          type="email"
          autoComplete="username"
          size="large"
          value={email}
          onChange={setEmail}
          error={problem?.fieldError('/email')}
          isRequired
        />
        <Button type="submit" variant="primary" size="large" isPending={signUp.isPending} className="mt-1">
          {messages.submit}
        </Button>
      </Form>
    </>
  )
}
