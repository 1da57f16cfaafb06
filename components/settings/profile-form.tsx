'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { asApiError, callApi } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { MeBody } from '#lib/users/schema.ts'
import { SettingsSection } from './settings-section.tsx'

const profileKey = ['profile'] as const

/** Name and telephone number; the mail address is who one is here, and an administrator's to change. */
export function ProfileForm() {
  const profile = useQuery({
    queryKey: profileKey,
    queryFn: ({ signal }) => callApi<MeBody>('/me', { signal }),
    refetchOnWindowFocus: false,
  })
  return (
    <SettingsSection title="Profile">
      {profile.isPending && (
        <Loading label="The profile is loading">
          <Skeleton className="h-9 max-w-sm" />
          <Skeleton className="mt-5 h-9 max-w-sm" />
        </Loading>
      )}
      {profile.isError && <ProblemState error={profile.error} onRetry={() => profile.refetch()} />}
      {profile.data && <Fields key={profile.data.etag} me={profile.data.data} etag={profile.data.etag} />}
    </SettingsSection>
  )
}

function Fields({ me, etag }: { me: MeBody; etag: string | null }) {
  const client = useQueryClient()
  const [name, setName] = useState(me.name)
  const [phone, setPhone] = useState(me.phone ?? '')
  const save = useMutation({
    mutationFn: () =>
      callApi<MeBody>('/me', {
        method: 'PATCH',
        body: { name, phone: phone.trim() || null },
        ...(etag ? { ifMatch: etag } : {}),
      }),
    onSuccess: (reply) => {
      client.setQueryData(profileKey, reply)
      client.setQueryData(['me'], reply.data)
      toast.done('Saved')
    },
    meta: { showsError: true },
  })
  const problem = save.error ? asApiError(save.error) : null
  const isTouched = name !== me.name || phone !== (me.phone ?? '')
  return (
    <Form
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {problem?.code !== 'request.invalid' && <ProblemNotice error={save.error} />}
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        autoComplete="name"
        error={problem?.fieldError('/name')}
        isRequired
      />
      <TextField
        label="Telephone"
        type="tel"
        value={phone}
        onChange={setPhone}
        autoComplete="tel"
        placeholder="+43 660 1234567"
        hint="With its country code. Leave it empty for none."
        error={problem?.fieldError('/phone')}
      />
      <TextField label="Email" value={me.email} isReadOnly isDisabled />
      <Button type="submit" look="primary" className="self-start" isDisabled={!isTouched} isPending={save.isPending}>
        Save
      </Button>
    </Form>
  )
}
