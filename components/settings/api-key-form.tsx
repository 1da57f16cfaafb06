'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CheckboxGroup, Form, Label } from 'react-aria-components'
import { api, asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { useMe } from '#components/layout/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { ApiKeyBody } from '#lib/api-keys/schema.ts'
import { settingsMessages } from './messages.ts'

const { apiKeyForm: messages } = settingsMessages

const lifetimes = [
  { value: '30', label: messages.lifetimes.days30 },
  { value: '90', label: messages.lifetimes.days90 },
  { value: '365', label: messages.lifetimes.year },
  { value: 'never', label: messages.lifetimes.unlimited },
] as const

type Lifetime = (typeof lifetimes)[number]['value']

function expiry(lifetime: Lifetime): string | null {
  if (lifetime === 'never') return null
  return new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString()
}

/** Creates an API key with a name, scopes and a lifetime, and then shows the key once. */
export function ApiKeyForm({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['documents:read'])
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const create = useMutation({
    mutationFn: () =>
      api<ApiKeyBody & { key: string }>('/api-keys', {
        method: 'POST',
        body: { name, scopes, expiresAt: expiry(lifetime) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
    meta: { showsError: true },
  })
  if (create.data) {
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="amber">{messages.shownOnce}</Notice>
        <CopyField label={create.data.name} value={create.data.key} />
        <DialogActions>
          <Button variant="primary" onPress={onClose}>
            {messages.done}
          </Button>
        </DialogActions>
      </div>
    )
  }
  const nameError = create.error ? asApiError(create.error).fieldError('/name') : null
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      {!nameError && <ProblemNotice error={create.error} />}
      <TextField
        label={messages.name}
        hint={messages.nameHint}
        value={name}
        onChange={setName}
        error={nameError}
        maxLength={120}
        autoFocus
        isRequired
      />
      <CheckboxGroup value={scopes} onChange={setScopes} className="flex flex-col gap-2">
        <Label className="font-medium text-small">{messages.permissions}</Label>
        {me.permissions.map((permission) => (
          <Checkbox key={permission} value={permission}>
            {settingsMessages.permissions[permission]}{' '}
            <code className="font-mono text-ink-3 text-small">{permission}</code>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Select label={messages.expiration} choices={lifetimes} value={lifetime} onChange={setLifetime} />
      <DialogActions>
        <Button slot="close">{messages.cancel}</Button>
        <Button type="submit" variant="primary" isDisabled={scopes.length === 0} isPending={create.isPending}>
          {messages.submit}
        </Button>
      </DialogActions>
    </Form>
  )
}
