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
import { LookIntoMailbox } from './look-into-mailbox.tsx'

export function ResetRequestForm() {
  const [email, setEmail] = useState('')
  const ask = useMutation({
    mutationFn: () => api('/password-resets', { method: 'POST', body: { email }, isAnonymous: true }),
    meta: { showsError: true },
  })
  if (ask.isSuccess) return <LookIntoMailbox email={email} />
  return (
    <>
      <AuthTitle title="Set a new password">We mail you a link to do it with.</AuthTitle>
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <ProblemNotice error={ask.error} />
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          size="large"
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus
        />
        <Button type="submit" variant="primary" size="large" isPending={ask.isPending} className="mt-1">
          Mail me a link
        </Button>
        <Link href="/sign-in" className="self-center text-ink-2 text-small underline-offset-4 hover:underline">
          Back to signing in
        </Link>
      </Form>
    </>
  )
}
