'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { api } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useMe } from '#components/layout/me.tsx'
import { useOnlineRouter } from '#components/layout/use-online-router.ts'
import { Initials } from '#components/layout/user-menu.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { Loading, Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { MatterRole } from '#lib/core/auth/permissions.ts'
import { AddMember } from './add-member.tsx'
import { type Matter, type MatterMember, membersQuery } from './matter-queries.ts'
import { roleChoices } from './member-roles.ts'
import { matterMessages } from './messages.ts'

type Props = { matter: Matter; mayManage: boolean; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const { members: messages } = matterMessages

/** The members of a matter and their roles; its owners can change both. */
export function MembersSheet({ matter, mayManage, isOpen, onOpenChange }: Props) {
  return (
    <Sheet title={messages.title} side="right" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-5 p-4">
        {mayManage && <AddMember matterId={matter.id} />}
        <MemberList matter={matter} mayManage={mayManage} />
      </div>
    </Sheet>
  )
}

function MemberList({ matter, mayManage }: { matter: Matter; mayManage: boolean }) {
  const me = useMe()
  const router = useOnlineRouter()
  const client = useQueryClient()
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['matters'] })
    router.refresh()
  }
  const path = ({ userId }: MatterMember) => `/matters/${matter.id}/members/${userId}`
  const setRole = useMutation({
    mutationFn: ({ member, role }: { member: MatterMember; role: MatterRole }) =>
      api(path(member), { method: 'PUT', body: { role } }),
    onSuccess: refresh,
    meta: { showsError: true },
  })
  const remove = useMutation({
    // Requests for the list that are answered after leaving would be refused.
    onMutate: ({ userId }) =>
      userId === me.id ? client.cancelQueries({ queryKey: membersQuery(matter.id).queryKey }) : undefined,
    mutationFn: (member: MatterMember) => api(path(member), { method: 'DELETE' }),
    onSuccess: async (_, member) => {
      if (member.userId === me.id) return router.push('/matters')
      await refresh()
      if (mayManage) toast.undoable(messages.removed(member.name), () => setRole.mutate({ member, role: member.role }))
    },
    meta: { showsError: true },
  })
  // After leaving, the list must not be requested any more.
  const isLeaving = remove.variables?.userId === me.id && !remove.isError
  const members = useQuery({ ...membersQuery(matter.id), enabled: !isLeaving })
  if (members.isPending) {
    return (
      <Loading label={messages.loading}>
        <Skeleton className="h-10" />
      </Loading>
    )
  }
  if (members.isError) return <ProblemState error={members.error} onRetry={() => members.refetch()} />
  const owners = members.data.filter(({ role }) => role === 'owner').length
  const isLastOwner = ({ role }: MatterMember) => role === 'owner' && owners === 1
  return (
    <>
      <ProblemNotice error={setRole.error ?? remove.error} />
      <ul className="border-t">
        {members.data.map((member) => (
          <li key={member.userId} className="flex items-center gap-3 border-b py-2.5">
            <Initials name={member.name} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium text-small">
                {member.name}
                {member.userId === me.id && <span className="font-normal text-ink-3"> {messages.you}</span>}
              </p>
              <p className="truncate text-ink-3 text-small">{member.email}</p>
            </div>
            {mayManage && !isLastOwner(member) ? (
              <Select
                label={messages.roleOf(member.name)}
                hideLabel
                size="small"
                value={member.role}
                onChange={(role) => setRole.mutate({ member, role })}
                choices={roleChoices}
                className="w-28"
              />
            ) : (
              <Badge>{matterMessages.roles[member.role].label}</Badge>
            )}
            {(mayManage || member.userId === me.id) && !isLastOwner(member) && (
              <IconButton
                label={member.userId === me.id ? messages.leave : messages.remove(member.name)}
                className="size-8"
                onPress={() => remove.mutate(member)}
              >
                <UserMinus />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
