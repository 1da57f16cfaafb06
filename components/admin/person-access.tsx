'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { useMe } from '#components/layout/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { UserBody } from '#lib/users/schema.ts'
import { roleChoices, roleWords } from './role-words.ts'
import { userQuery } from './user-queries.ts'

type Change = { role?: Role; status?: UserBody['status'] }

/** The role, and the account's being open or shut. Both count from the person's next request, and can be taken back. */
export function PersonAccess({ person, etag }: { person: UserBody; etag: string | null }) {
  const me = useMe()
  const client = useQueryClient()
  const { queryKey } = userQuery(person.id)
  const change = useMutation({
    // One after the other, for each names the state that the one before it left.
    scope: { id: `user-${person.id}` },
    mutationFn: ({ to }: { to: Change; from: Change | null }) => {
      const ifMatch = client.getQueryData(queryKey)?.etag ?? etag
      return callApi<UserBody>(`/users/${person.id}`, { method: 'PATCH', body: to, ...(ifMatch ? { ifMatch } : {}) })
    },
    onSuccess: (reply, { to, from }) => {
      client.setQueryData(queryKey, reply)
      void client.invalidateQueries({ queryKey: ['users', 'list'] })
      void client.invalidateQueries({ queryKey: ['sessions', 'of', person.id] })
      if (from) toast.undoable(said(to), () => change.mutate({ to: from, from: null }))
    },
    onError: () => client.invalidateQueries({ queryKey }),
    meta: { showsError: true },
  })
  function said(to: Change): string {
    if (to.role) return `${person.name} is ${roleWords[to.role].toLowerCase()} now`
    return to.status === 'disabled' ? `${person.name} is out, everywhere` : `${person.name} may sign in again`
  }
  const isActive = person.status === 'active'
  return (
    <section className="mt-8 flex flex-col gap-5">
      <ProblemNotice error={change.error} />
      <Select
        label="Role"
        choices={roleChoices}
        value={person.role}
        onChange={(role) => {
          if (role !== person.role) change.mutate({ to: { role }, from: { role: person.role } })
        }}
        hint={roleChoices.find(({ value }) => value === person.role)?.hint}
        className="max-w-xs"
      />
      {person.id !== me.id && (
        <div>
          <Button
            variant={isActive ? 'danger' : 'secondary'}
            isPending={change.isPending && change.variables.to.status !== undefined}
            onPress={() =>
              change.mutate({ to: { status: isActive ? 'disabled' : 'active' }, from: { status: person.status } })
            }
          >
            {isActive ? 'Disable the account' : 'Let them in again'}
          </Button>
          <p className="mt-1.5 text-ink-3 text-small">
            {isActive
              ? 'Ends every session and key at the next request. Documents and history stay.'
              : 'Sessions and keys that have ended stay ended; a new sign-in works.'}
          </p>
        </div>
      )}
    </section>
  )
}
