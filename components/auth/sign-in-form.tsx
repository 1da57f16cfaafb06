'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { authMessages } from './messages.ts'
import { signInWithPassword } from './sign-in-requests.ts'

const { signIn: messages } = authMessages

/** Signs in by email and password. The next page is loaded with a full navigation, so that no data of an earlier session stays in memory. */
export function SignInForm({ returnTo }: { returnTo: string }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => signInWithPassword(email, password, returnTo),
    onSuccess: () => location.assign(returnTo),
    meta: { showsError: true },
  })
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      <ProblemNotice error={signIn.error} />
      <TextField
        label={messages.email}
        name="email"
        type="email"
        autoComplete="username"
        size="large"
        value={email}
        onChange={setEmail}
        autoFocus
        isRequired
      />
      <TextField
        label={messages.password}
        name="password"
        type="password"
        autoComplete="current-password"
        size="large"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isPending={signIn.isPending || signIn.isSuccess}
        className="mt-1"
      >
        {messages.submit}
      </Button>
      <Link href="/reset" className="self-center text-ink-2 text-small underline-offset-4 hover:underline">
        {messages.forgotPassword}
      </Link>
    </Form>
  )
}
