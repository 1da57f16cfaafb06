'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { NewPasswordField } from '#components/auth/new-password-field.tsx'
import { useMe } from '#components/layout/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { toast } from '#components/ui/toast.tsx'
import { settingsMessages } from './messages.ts'
import { SettingsSection } from './settings-section.tsx'

const { password: messages } = settingsMessages

export function PasswordForm() {
  const me = useMe()
  const client = useQueryClient()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const [revokeApiKeys, setRevokeApiKeys] = useState(false)
  const change = useMutation({
    mutationFn: () => api('/me/password', { method: 'PUT', body: { currentPassword, newPassword, revokeApiKeys } }),
    onSuccess: () => {
      setCurrent('')
      setNew('')
      void client.invalidateQueries({ queryKey: ['sessions'] })
      void client.invalidateQueries({ queryKey: ['api-keys'] })
      toast.done(revokeApiKeys ? messages.changedAndKeysRevoked : messages.changed)
      setRevokeApiKeys(false)
    },
    meta: { showsError: true },
  })
  const problem = change.error ? asApiError(change.error) : null
  return (
    <SettingsSection title={messages.title} about={messages.about}>
      <Form
        className="flex max-w-sm flex-col gap-4"
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
          value={currentPassword}
          onChange={setCurrent}
          error={problem?.fieldError('/currentPassword')}
          isRequired
        />
        <NewPasswordField value={newPassword} onChange={setNew} error={problem?.fieldError('/newPassword')} />
        <Checkbox isSelected={revokeApiKeys} onChange={setRevokeApiKeys}>
          {messages.revokeApiKeys}
        </Checkbox>
        <Button type="submit" className="self-start" isDisabled={!newPassword} isPending={change.isPending}>
          {messages.submit}
        </Button>
      </Form>
    </SettingsSection>
  )
}
