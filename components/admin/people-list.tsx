'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { UserPlus, Users } from 'lucide-react'
import Link from 'next/link'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { ProblemState } from '#components/api/problem-state.tsx'
import { Initials } from '#components/layout/user-menu.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { roles } from '#lib/core/auth/permissions.ts'
import type { UserBody } from '#lib/users/schema.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { adminMessages } from './messages.ts'
import { roleChoices } from './role-choices.ts'
import { usersQuery } from './user-queries.ts'

const { people: messages, roles: roleMessages } = adminMessages

const parsers = {
  q: parseAsString.withDefault(''),
  role: parseAsStringLiteral(roles),
  status: parseAsStringLiteral(['active', 'disabled'] as const),
}

/** The people with an account, with filters kept in the URL, and the button that invites another. */
export function PeopleList() {
  const [filter, setFilter] = useQueryStates(parsers, { throttleMs: 200 })
  const [isInviting, setInviting] = useState(false)
  const query = useInfiniteQuery(usersQuery(filter))
  const people = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <SearchField
          label={messages.search}
          value={filter.q}
          onChange={(q) => setFilter({ q: q || null })}
          className="w-full sm:w-64"
        />
        <Select
          label={messages.role}
          hideLabel
          value={filter.role ?? 'any'}
          onChange={(role) => setFilter({ role: role === 'any' ? null : role })}
          choices={[{ value: 'any', label: messages.allRoles }, ...roleChoices]}
          className="w-36 max-sm:flex-1"
        />
        <Select
          label={messages.status}
          hideLabel
          value={filter.status ?? 'any'}
          onChange={(status) => setFilter({ status: status === 'any' ? null : status })}
          choices={[
            { value: 'any', label: messages.allStatuses },
            { value: 'active', label: messages.active },
            { value: 'disabled', label: messages.disabled },
          ]}
          className="w-36 max-sm:flex-1"
        />
        <Button variant="primary" className="max-sm:w-full sm:ml-auto" onPress={() => setInviting(true)}>
          <UserPlus /> {messages.invite}
        </Button>
      </div>
      {query.isPending && <ListSkeleton label={messages.loading} />}
      {query.isError && people.length === 0 && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {query.isSuccess && people.length === 0 && (
        <EmptyState icon={<Users />} title={messages.noMatchesTitle}>
          {messages.noMatches}
        </EmptyState>
      )}
      <ul className="border-t" aria-label={messages.list}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          className="mx-auto mt-6 flex"
          onPress={() => query.fetchNextPage()}
          isPending={query.isFetchingNextPage}
        >
          {messages.showMore}
        </Button>
      )}
      <InviteDialog isOpen={isInviting} onOpenChange={setInviting} />
    </>
  )
}

function PersonRow({ person }: { person: UserBody }) {
  return (
    <li className="relative flex items-center gap-4 border-b px-1 py-3 hover:bg-well/70">
      <Initials name={person.name} />
      <div className="min-w-0 flex-1">
        <Link href={`/admin/people/${person.id}`} className="font-medium after:absolute after:inset-0">
          {person.name}
        </Link>
        <p className="truncate text-ink-3 text-small">{person.email}</p>
      </div>
      {person.status === 'disabled' && <Badge tone="red">{messages.disabled}</Badge>}
      {person.invited && <Badge tone="amber">{messages.invited}</Badge>}
      <span className="w-16 text-ink-2 text-small">{roleMessages.names[person.role]}</span>
      <RelativeTime value={person.createdAt} className="figures w-24 text-right text-ink-3 text-small max-sm:hidden" />
    </li>
  )
}
