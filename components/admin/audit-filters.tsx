'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { AuditFilter, SetAuditFilter } from './audit-queries.ts'

const choices = [
  { value: 'any', label: 'Everything' },
  { value: 'session', label: 'Sign-ins and sessions' },
  { value: 'session.failed', label: 'Refused sign-ins' },
  { value: 'user', label: 'Accounts' },
  { value: 'password', label: 'Passwords' },
  { value: 'api_key', label: 'API keys' },
  { value: 'matter', label: 'Matters' },
  { value: 'member', label: 'Members of matters' },
  { value: 'document', label: 'Documents' },
  { value: 'document.downloaded', label: 'Downloads' },
] as const

export function AuditFilters({ filter, setFilter }: { filter: AuditFilter; setFilter: SetAuditFilter }) {
  return (
    <>
      <ActorField actor={filter.actor} onChange={(actor) => setFilter({ actor: actor || null })} />
      <Select
        label="What"
        choices={choices}
        value={choices.find(({ value }) => value === filter.action)?.value ?? 'any'}
        onChange={(action) => setFilter({ action: action === 'any' ? null : action })}
        className="w-48 max-sm:w-full"
      />
      <TextField
        label="From"
        type="date"
        value={filter.from}
        onChange={(from) => setFilter({ from: from || null })}
        className="w-38 max-sm:flex-1"
      />
      <TextField
        label="To"
        type="date"
        value={filter.to}
        onChange={(to) => setFilter({ to: to || null })}
        className="w-38 max-sm:flex-1"
      />
      {Object.values(filter).some(Boolean) && (
        <Button variant="quiet" onPress={() => setFilter(null)}>
          Clear
        </Button>
      )}
    </>
  )
}

/** An address is only looked for once it is whole, not letter by letter. */
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
        label="Who"
        placeholder="Email"
        value={typed}
        onChange={setTyped}
        onBlur={apply}
        className="w-48 max-sm:w-full"
      />
    </form>
  )
}
