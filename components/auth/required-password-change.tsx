'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import type { Me } from '#components/layout/me.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { useSignOut } from '#components/layout/use-sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { AuthFrame, AuthTitle } from './auth-frame.tsx'
import { authMessages } from './messages.ts'
import { NewPasswordField } from './new-password-field.tsx'

const { requiredPasswordChange: messages } = authMessages

/** Replaces each page until people whose password was set by an administrator or by LexAI have changed it. */
export function RequiredPasswordChange({ me }: { me: Me }) {
  const router = useOnlineRouter()
  const signOut = useSignOut()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const change = useMutation({
    mutationFn: () => api('/me/password', { method: 'PUT', body: { currentPassword, newPassword } }),
    onSuccess: () => router.refresh(),
    meta: { showsError: true },
  })
  const problem = change.error ? asApiError(change.error) : null
  return (
    <AuthFrame>
      <AuthTitle title={messages.title}>
        <FilledText text={messages.about} values={{ email: me.email }} />
      </AuthTitle>
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        {problem?.code !== 'request.invalid' && <ProblemNotice error={change.error} />}
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <TextField
          label={messages.current}
          type="password"
          autoComplete="current-password"
          size="large"
          value={currentPassword}
          onChange={setCurrent}
          error={problem?.fieldError('/currentPassword')}
          isRequired
          autoFocus
        />
        <NewPasswordField
          value={newPassword}
          onChange={setNew}
          error={problem?.fieldError('/newPassword')}
          size="large"
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={change.isPending || change.isSuccess}
          className="mt-1"
        >
          {messages.submit}
        </Button>
        <Button onPress={() => void signOut()}>{messages.signOut}</Button>
      </Form>
    </AuthFrame>
  )
}
