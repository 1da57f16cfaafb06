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

/** Fields that nobody has typed into follow the account; what is typed stays when the account changes elsewhere. */
function Fields({ profile, onReload }: FieldsProps) {
  const client = useQueryClient()
  const [edit, setEdit] = useState(() => toEdit(profile))
  const { name, phone, before } = edit
  const typed = typedFields(edit)
  const isTouched = Object.keys(typed).length > 0
  if (edit.seenEtag !== profile.etag) setEdit({ ...rebase(edit, profile), seenEtag: profile.etag })
  const save = useMutation({
    mutationFn: () =>
      callApi<MeBody>('/me', {
        method: 'PATCH',
        body: typed,
        ...(before.etag ? { ifMatch: before.etag } : {}),
      }),
    onSuccess: (reply) => {
      setEdit((now) => ({ ...toEdit(reply), seenEtag: now.seenEtag }))
      client.setQueryData(profileKey, reply)
      client.setQueryData(['me'], reply.data)
      toast.done('Saved')
    },
    onError: async (thrown) => {
      if (asApiError(thrown).status !== 412) return
      const { data } = await onReload()
      if (data) setEdit((now) => replaceUntyped(now, data))
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
      <Button type="submit" variant="primary" className="self-start" isDisabled={!isTouched} isPending={save.isPending}>
        Save
      </Button>
    </Form>
  )
}

/** `before`: the profile under which typing began. `seenEtag`: of the profile that was loaded last. */
type Edit = { name: string; phone: string; before: Profile; seenEtag: string | null }

function toEdit(profile: Profile): Edit {
  return { name: profile.data.name, phone: profile.data.phone ?? '', before: profile, seenEtag: profile.etag }
}

/** What was typed, as the body of a PATCH. */
function typedFields({ name, phone, before }: Edit): { name?: string; phone?: string | null } {
  return {
    ...(name === before.data.name ? {} : { name }),
    ...(phone === (before.data.phone ?? '') ? {} : { phone: phone.trim() || null }),
  }
}

/** `edit` over a newer profile; unchanged where a field that was typed into has changed there too, for saving to report the conflict. */
function rebase(edit: Edit, profile: Profile): Edit {
  const was = edit.before.data
  const fields = Object.keys(typedFields(edit)) as ('name' | 'phone')[]
  return fields.some((field) => profile.data[field] !== was[field]) ? edit : replaceUntyped(edit, profile)
}

function replaceUntyped(edit: Edit, profile: Profile): Edit {
  const typed = typedFields(edit)
  const next = toEdit(profile)
  if ('name' in typed) next.name = edit.name
  if ('phone' in typed) next.phone = edit.phone
  return next
}
