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
import { FilledText } from '#components/ui/filled-text.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { IdentityBody } from '#lib/users/schema.ts'
import { settingsMessages } from './messages.ts'
import { SettingsSection } from './settings-section.tsx'

const { google: messages } = settingsMessages

const callbackUrl = '/settings/profile?linked=google'

/** The linked Google accounts. Each can be unlinked; another can be linked if sign-in with Google is configured. */
export function GoogleAccounts({ canLink }: { canLink: boolean }) {
  const identities = useQuery({
    queryKey: ['identities'],
    queryFn: ({ signal }) => api<{ items: IdentityBody[] }>('/me/identities', { signal }),
  })
  const items = identities.data?.items ?? []
  if (!canLink && items.length === 0) return null
  return (
    <SettingsSection title={messages.title} about={messages.about}>
      <LinkResult />
      {identities.isError && <ProblemState error={identities.error} onRetry={() => identities.refetch()} />}
      {items.length > 0 && (
        <ul className="mb-6 border-t" aria-label={messages.list}>
          {items.map((identity) => (
            <IdentityRow key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      {canLink && <LinkForm />}
    </SettingsSection>
  )
}

function IdentityRow({ identity }: { identity: IdentityBody }) {
  const client = useQueryClient()
  const name = identity.email ?? messages.unknownAccount
  const unlink = useMutation({
    mutationFn: () => api(`/me/identities/${identity.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      toast.done(messages.unlinked(name))
      return client.invalidateQueries({ queryKey: ['identities'] })
    },
  })
  return (
    <li className="flex items-center gap-4 border-b py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="figures text-ink-3 text-small">
          <FilledText text={messages.linkedAt} values={{ time: <RelativeTime value={identity.linkedAt} /> }} />
        </p>
      </div>
      <Button
        size="small"
        variant="danger"
        onPress={() => unlink.mutate()}
        isPending={unlink.isPending}
        aria-label={messages.unlinkLabel(name)}
      >
        {messages.unlink}
      </Button>
    </li>
  )
}

/** The result of linking, from the query parameters with which Google’s sign-in returns. */
function LinkResult() {
  const query = useSearchParams()
  const error = query.get('error')
  if (error) {
    return (
      <Notice tone="red" isAlert className="mb-4">
        {error === 'OAuthAccountNotLinked' ? messages.alreadyLinked : messages.failed}
      </Notice>
    )
  }
  return query.get('linked') === 'google' ? <Notice className="mb-4">{messages.linked}</Notice> : null
}

function LinkForm() {
  const [password, setPassword] = useState('')
  const link = useMutation({
    mutationFn: () => goToGoogle(callbackUrl, password),
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
        label={messages.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <Button type="submit" className="self-start" isDisabled={!password} isPending={link.isPending || link.isSuccess}>
        {messages.link}
      </Button>
    </Form>
  )
}
