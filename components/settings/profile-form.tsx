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
import { settingsMessages } from './messages.ts'
import { SettingsSection } from './settings-section.tsx'

const { profile: messages } = settingsMessages

const profileKey = ['profile'] as const

/** Edits name and telephone number. The email address identifies the account and is changed by admins only. */
export function ProfileForm() {
  const profile = useQuery({
    queryKey: profileKey,
    queryFn: ({ signal }) => callApi<MeBody>('/me', { signal }),
    refetchOnWindowFocus: false,
  })
  return (
    <SettingsSection title={messages.title}>
      {profile.isPending && (
        <Loading label={messages.loading}>
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

/** Fields without edits follow changes made elsewhere; edited fields keep what was typed. */
function Fields({ profile, onReload }: FieldsProps) {
  const client = useQueryClient()
  const [edit, setEdit] = useState(() => toEdit(profile))
  const { name, phone, before } = edit
  const edited = editedFields(edit)
  const isEdited = Object.keys(edited).length > 0
  if (edit.seenEtag !== profile.etag) setEdit({ ...rebase(edit, profile), seenEtag: profile.etag })
  const save = useMutation({
    mutationFn: () =>
      callApi<MeBody>('/me', {
        method: 'PATCH',
        body: edited,
        ...(before.etag ? { ifMatch: before.etag } : {}),
      }),
    onSuccess: (reply) => {
      setEdit((now) => ({ ...toEdit(reply), seenEtag: now.seenEtag }))
      client.setQueryData(profileKey, reply)
      client.setQueryData(['me'], reply.data)
      toast.done(messages.saved)
    },
    onError: async (thrown) => {
      if (asApiError(thrown).status !== 412) return
      const { data } = await onReload()
      if (data) setEdit((now) => replaceUnedited(now, data))
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
          {messages.conflict}
        </Notice>
      ) : (
        problem?.code !== 'request.invalid' && <ProblemNotice error={save.error} />
      )}
      <TextField
        label={messages.name}
        value={name}
        onChange={(next) => setEdit({ ...edit, name: next })}
        autoComplete="name"
        error={problem?.fieldError('/name')}
        isRequired
      />
      <TextField
        label={messages.phone}
        type="tel"
        value={phone}
        onChange={(next) => setEdit({ ...edit, phone: next })}
        autoComplete="tel"
        placeholder={messages.phoneExample}
        hint={messages.phoneHint}
        error={problem?.fieldError('/phone')}
      />
      <TextField label={messages.email} value={profile.data.email} isReadOnly isDisabled />
      <Button type="submit" variant="primary" className="self-start" isDisabled={!isEdited} isPending={save.isPending}>
        {messages.save}
      </Button>
    </Form>
  )
}

/** `before` is the profile on which the edits are based; `seenEtag` is the ETag of the profile that was loaded last. */
type Edit = { name: string; phone: string; before: Profile; seenEtag: string | null }

function toEdit(profile: Profile): Edit {
  return { name: profile.data.name, phone: profile.data.phone ?? '', before: profile, seenEtag: profile.etag }
}

/** The edited fields, as the body of a PATCH. */
function editedFields({ name, phone, before }: Edit): { name?: string; phone?: string | null } {
  return {
    ...(name === before.data.name ? {} : { name }),
    ...(phone === (before.data.phone ?? '') ? {} : { phone: phone.trim() || null }),
  }
}

/** Rebases the edits onto a newer profile. Returns them unchanged if an edited field has changed there too, so that saving reports the conflict. */
function rebase(edit: Edit, profile: Profile): Edit {
  const was = edit.before.data
  const fields = Object.keys(editedFields(edit)) as ('name' | 'phone')[]
  return fields.some((field) => profile.data[field] !== was[field]) ? edit : replaceUnedited(edit, profile)
}

function replaceUnedited(edit: Edit, profile: Profile): Edit {
  const edited = editedFields(edit)
  const next = toEdit(profile)
  if ('name' in edited) next.name = edit.name
  if ('phone' in edited) next.phone = edit.phone
  return next
}
