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
import { adminMessages } from './messages.ts'
import { roleChoices } from './role-choices.ts'
import { userQuery } from './user-queries.ts'

const { personAccess: messages } = adminMessages

type Change = { role?: Role; status?: UserBody['status'] }

/** Changes the role of a person, and disables or enables the account. Both take effect at the person’s next request and can be undone. */
export function PersonAccess({ person, etag }: { person: UserBody; etag: string | null }) {
  const me = useMe()
  const client = useQueryClient()
  const { queryKey } = userQuery(person.id)
  const change = useMutation({
    // Changes run one after the other, because each sends the ETag that the change before it returned.
    scope: { id: `user-${person.id}` },
    mutationFn: ({ to }: { to: Change; from: Change | null }) => {
      const ifMatch = client.getQueryData(queryKey)?.etag ?? etag
      return callApi<UserBody>(`/users/${person.id}`, { method: 'PATCH', body: to, ...(ifMatch ? { ifMatch } : {}) })
    },
    onSuccess: (reply, { to, from }) => {
      client.setQueryData(queryKey, reply)
      void client.invalidateQueries({ queryKey: ['users', 'list'] })
      void client.invalidateQueries({ queryKey: ['sessions', 'of', person.id] })
      if (from) toast.undoable(doneMessage(to), () => change.mutate({ to: from, from: null }))
    },
    onError: () => client.invalidateQueries({ queryKey }),
    meta: { showsError: true },
  })
  function doneMessage(to: Change): string {
    if (to.role) return messages.roleChanged[to.role](person.name)
    return to.status === 'disabled' ? messages.disabled(person.name) : messages.enabled(person.name)
  }
  const isActive = person.status === 'active'
  return (
    <section className="mt-8 flex flex-col gap-5">
      <ProblemNotice error={change.error} />
      <Select
        label={messages.role}
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
            {isActive ? messages.disable : messages.enable}
          </Button>
          <p className="mt-1.5 text-ink-3 text-small">{isActive ? messages.disableHint : messages.enableHint}</p>
        </div>
      )}
    </section>
  )
}
