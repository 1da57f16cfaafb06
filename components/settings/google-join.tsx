'use client'
import { useMutation } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { goToGoogle } from '#components/auth/sign-in-requests.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { SettingsSection } from './settings-section.tsx'

const backHere = '/settings/profile?linked=google'

/** Joins a Google account to this one, once the password has been proved again. */
export function GoogleJoin() {
  const query = useSearchParams()
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: () => goToGoogle(backHere, password),
    meta: { showsError: true },
  })
  const error = query.get('error')
  return (
    <SettingsSection title="Google" about="Join a Google account to this one, to sign in with either.">
      <div className="flex max-w-sm flex-col gap-4">
        {query.get('linked') === 'google' && !error && <Notice>You can now sign in with Google too.</Notice>}
        {error && (
          <Notice tone="red" isAlert>
            {error === 'OAuthAccountNotLinked'
              ? 'That Google account belongs to somebody else here.'
              : 'Joining the Google account did not work. Try again.'}
          </Notice>
        )}
        <Form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            join.mutate()
          }}
        >
          <ProblemNotice error={join.error} />
          <TextField
            label="Your LexAI password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
          <Button
            type="submit"
            className="self-start"
            isDisabled={!password}
            isPending={join.isPending || join.isSuccess}
          >
            Join Google
          </Button>
        </Form>
      </div>
    </SettingsSection>
  )
}
