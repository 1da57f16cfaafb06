'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { type ApiReply, asApiError, callApi } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
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
      {profile.data && <Fields profile={profile.data} onReload={() => profile.refetch()} />}
    </SettingsSection>
  )
}

type Profile = ApiReply<MeBody>
type FieldsProps = { profile: Profile; onReload: () => Promise<{ data?: Profile | undefined }> }

/** `before` is the profile that was shown when typing began; what nobody is typing over follows the account. */
function Fields({ profile, onReload }: FieldsProps) {
  const client = useQueryClient()
  const [edit, setEdit] = useState(() => toEdit(profile))
  const { name, phone, before } = edit
  const isTouched = name !== before.data.name || phone !== (before.data.phone ?? '')
  if (!isTouched && before.etag !== profile.etag) setEdit(toEdit(profile))
  const save = useMutation({
    mutationFn: () =>
      callApi<MeBody>('/me', {
        method: 'PATCH',
        body: { name, phone: phone.trim() || null },
        ...(before.etag ? { ifMatch: before.etag } : {}),
      }),
    onSuccess: (reply) => {
      setEdit(toEdit(reply))
      client.setQueryData(profileKey, reply)
      client.setQueryData(['me'], reply.data)
      toast.done('Saved')
    },
    onError: async (thrown) => {
      if (asApiError(thrown).status !== 412) return
      const { data } = await onReload()
      if (data) setEdit((now) => ({ ...now, before: data }))
    },
    meta: { showsError: true },
  })
  const problem = save.error ? asApiError(save.error) : null
  const isConflict = problem?.status === 412
  return (
    <Form
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {isConflict ? (
        <Notice tone="red" isAlert>
          Your profile was changed elsewhere meanwhile. Save again to replace that with what stands here.
        </Notice>
      ) : (
        problem?.code !== 'request.invalid' && <ProblemNotice error={save.error} />
      )}
      <TextField
        label="Name"
        value={name}
        onChange={(next) => setEdit({ ...edit, name: next })}
        autoComplete="name"
        error={problem?.fieldError('/name')}
        isRequired
      />
      <TextField
        label="Telephone"
        type="tel"
        value={phone}
        onChange={(next) => setEdit({ ...edit, phone: next })}
        autoComplete="tel"
        placeholder="+43 660 1234567"
        hint="With its country code. Leave it empty for none."
        error={problem?.fieldError('/phone')}
      />
      <TextField label="Email" value={profile.data.email} isReadOnly isDisabled />
      <Button type="submit" look="primary" className="self-start" isDisabled={!isTouched} isPending={save.isPending}>
        Save
      </Button>
    </Form>
  )
}

function toEdit(profile: Profile) {
  return { name: profile.data.name, phone: profile.data.phone ?? '', before: profile }
}
