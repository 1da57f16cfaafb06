'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { AuthTitle } from './auth-frame.tsx'
import { CheckEmail } from './check-email.tsx'
import { authMessages } from './messages.ts'

const { resetRequest: messages } = authMessages

export function ResetRequestForm() {
  const [email, setEmail] = useState('')
  const request = useMutation({
    mutationFn: () => api('/password-resets', { method: 'POST', body: { email }, isAnonymous: true }),
    meta: { showsError: true },
  })
  if (request.isSuccess) return <CheckEmail email={email} />
  return (
    <>
      <AuthTitle title={messages.title}>{messages.about}</AuthTitle>
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          request.mutate()
        }}
      >
        <ProblemNotice error={request.error} />
        <TextField
          label={messages.email}
          type="email"
          autoComplete="username"
          size="large"
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus
        />
        <Button type="submit" variant="primary" size="large" isPending={request.isPending} className="mt-1">
          {messages.submit}
        </Button>
        <Link href="/sign-in" className="self-center text-ink-2 text-small underline-offset-4 hover:underline">
          {authMessages.checkEmail.back}
        </Link>
      </Form>
    </>
  )
}
