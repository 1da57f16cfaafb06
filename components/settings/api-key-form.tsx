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
import { permissionWords } from './permission-words.ts'

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Does not expire' },
] as const

type Lifetime = (typeof lifetimes)[number]['value']

function expiry(lifetime: Lifetime): string | null {
  if (lifetime === 'never') return null
  return new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString()
}

/** Asks what the key is for and what it may do; then shows it, this once. */
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
        <Notice tone="amber">Copy it now. It is shown this once, and LexAI keeps no copy.</Notice>
        <CopyField label={create.data.name} value={create.data.key} />
        <DialogActions>
          <Button variant="primary" onPress={onClose}>
            I have it
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
        label="Name"
        hint="The program that will use it."
        value={name}
        onChange={setName}
        error={nameError}
        maxLength={120}
        autoFocus
        isRequired
      />
      <CheckboxGroup value={scopes} onChange={setScopes} className="flex flex-col gap-2">
        <Label className="font-medium text-small">It may</Label>
        {me.permissions.map((permission) => (
          <Checkbox key={permission} value={permission}>
            {permissionWords[permission]} <code className="font-mono text-ink-3 text-small">{permission}</code>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Select label="Expires" choices={lifetimes} value={lifetime} onChange={setLifetime} />
      <DialogActions>
        <Button slot="close">Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={scopes.length === 0} isPending={create.isPending}>
          Make the key
        </Button>
      </DialogActions>
    </Form>
  )
}
