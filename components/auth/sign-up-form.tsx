'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { AuthTitle } from './auth-frame.tsx'
import { LookIntoMailbox } from './look-into-mailbox.tsx'

/** Name and address. The rest is told by mail alone, the same to everybody; the password is chosen with the mailed link. */
export function SignUpForm() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const signUp = useMutation({
    mutationFn: () => api('/registrations', { method: 'POST', body: { name, email }, isAnonymous: true }),
    meta: { showsError: true },
  })
  if (signUp.isSuccess) return <LookIntoMailbox email={email} />
  const problem = signUp.error ? asApiError(signUp.error) : null
  return (
    <>
      <AuthTitle title="Make an account" />
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          signUp.mutate()
        }}
      >
        {problem?.code !== 'request.invalid' && <ProblemNotice error={signUp.error} />}
        <TextField
          label="Name"
          autoComplete="name"
          size="large"
          value={name}
          onChange={setName}
          error={problem?.fieldError('/name')}
          isRequired
          autoFocus
        />
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          size="large"
          value={email}
          onChange={setEmail}
          error={problem?.fieldError('/email')}
          isRequired
        />
        <Button type="submit" variant="primary" size="large" isPending={signUp.isPending} className="mt-1">
          Make the account
        </Button>
      </Form>
    </>
  )
}
