'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { AuditFilter, SetAuditFilter } from './audit-queries.ts'
import { auditMessages } from './messages.ts'

const { filters: messages } = auditMessages

const choices = [
  { value: 'any', label: messages.choices.all },
  { value: 'session', label: messages.choices.sessions },
  { value: 'session.failed', label: messages.choices.failedSignIns },
  { value: 'user', label: messages.choices.accounts },
  { value: 'password', label: messages.choices.passwords },
  { value: 'api_key', label: messages.choices.apiKeys },
  { value: 'matter', label: messages.choices.matters },
  { value: 'member', label: messages.choices.members },
  { value: 'document', label: messages.choices.documents },
  { value: 'document.downloaded', label: messages.choices.downloads },
] as const

export function AuditFilters({ filter, setFilter }: { filter: AuditFilter; setFilter: SetAuditFilter }) {
  return (
    <>
      <ActorField actor={filter.actor} onChange={(actor) => setFilter({ actor: actor || null })} />
      <Select
        label={messages.action}
        choices={choices}
        value={choices.find(({ value }) => value === filter.action)?.value ?? 'any'}
        onChange={(action) => setFilter({ action: action === 'any' ? null : action })}
        className="w-48 max-sm:w-full"
      />
      <TextField
        label={messages.from}
        type="date"
        value={filter.from}
        onChange={(from) => setFilter({ from: from || null })}
        className="w-38 max-sm:flex-1"
      />
      <TextField
        label={messages.to}
        type="date"
        value={filter.to}
        onChange={(to) => setFilter({ to: to || null })}
        className="w-38 max-sm:flex-1"
      />
      {Object.values(filter).some(Boolean) && (
        <Button variant="quiet" onPress={() => setFilter(null)}>
          {messages.clear}
        </Button>
      )}
    </>
  )
}

/** The email address of a person; applied on submit and on blur, not while it is typed. */
function ActorField({ actor, onChange }: { actor: string; onChange: (actor: string) => void }) {
  const [typed, setTyped] = useState(actor)
  const [shown, setShown] = useState(actor)
  if (shown !== actor) {
    setShown(actor)
    setTyped(actor)
  }
  const apply = () => {
    if (typed.trim() !== actor) onChange(typed.trim())
  }
  return (
    <form
      className="max-sm:w-full"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <TextField
        label={messages.person}
        placeholder={messages.email}
        value={typed}
        onChange={setTyped}
        onBlur={apply}
        className="w-48 max-sm:w-full"
      />
    </form>
  )
}
