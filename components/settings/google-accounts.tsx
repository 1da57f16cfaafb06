'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { ProblemState } from '#components/api/problem-state.tsx'
import { goToGoogle } from '#components/auth/sign-in-requests.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { IdentityBody } from '#lib/users/schema.ts'
import { SettingsSection } from './settings-section.tsx'

const backHere = '/settings/profile?linked=google'

/** The Google accounts that sign one in: each can be unlinked, and another linked where Google is set up. */
export function GoogleAccounts({ canLink }: { canLink: boolean }) {
  const identities = useQuery({
    queryKey: ['identities'],
    queryFn: ({ signal }) => api<{ items: IdentityBody[] }>('/me/identities', { signal }),
  })
  const items = identities.data?.items ?? []
  if (!canLink && items.length === 0) return null
  return (
    <SettingsSection title="Google" about="A linked Google account signs you in here, as your password does.">
      <LinkResult />
      {identities.isError && <ProblemState error={identities.error} onRetry={() => identities.refetch()} />}
      {items.length > 0 && (
        <ul className="mb-6 border-t" aria-label="Linked Google accounts">
          {items.map((identity) => (
            <IdentityLine key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      {canLink && <LinkForm />}
    </SettingsSection>
  )
}

function IdentityLine({ identity }: { identity: IdentityBody }) {
  const client = useQueryClient()
  const name = identity.email ?? 'Google account'
  const unlink = useMutation({
    mutationFn: () => api(`/me/identities/${identity.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      toast.done(`${name} is unlinked`)
      return client.invalidateQueries({ queryKey: ['identities'] })
    },
  })
  return (
    <li className="flex items-center gap-4 border-b py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="figures text-ink-3 text-small">
          Linked <RelativeTime value={identity.linkedAt} />
        </p>
      </div>
      <Button
        size="small"
        variant="danger"
        onPress={() => unlink.mutate()}
        isPending={unlink.isPending}
        aria-label={`Unlink ${name}`}
      >
        Unlink
      </Button>
    </li>
  )
}

/** What a return from Google says. */
function LinkResult() {
  const query = useSearchParams()
  const error = query.get('error')
  if (error) {
    return (
      <Notice tone="red" isAlert className="mb-4">
        {error === 'OAuthAccountNotLinked'
          ? 'That Google account is linked to another person’s account.'
          : 'Linking the Google account did not work. Try again.'}
      </Notice>
    )
  }
  return query.get('linked') === 'google' ? (
    <Notice className="mb-4">You can now sign in with Google too.</Notice>
  ) : null
}

function LinkForm() {
  const [password, setPassword] = useState('')
  const link = useMutation({
    mutationFn: () => goToGoogle(backHere, password),
    meta: { showsError: true },
  })
  return (
    <Form
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        link.mutate()
      }}
    >
      <ProblemNotice error={link.error} />
      <TextField
        label="Your LexAI password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <Button type="submit" className="self-start" isDisabled={!password} isPending={link.isPending || link.isSuccess}>
        Link a Google account
      </Button>
    </Form>
  )
}
