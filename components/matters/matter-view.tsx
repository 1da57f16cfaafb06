'use client'
import { EllipsisVertical, FolderX, Pencil, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useMe } from '#components/layout/me.tsx'
import { Library } from '#components/library/library.tsx'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Menu, MenuItem, MenuTrigger } from '#components/ui/menu.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canManageMatter, canManageMembers } from '#lib/matters/policy.ts'
import { DeleteMatterDialog } from './delete-matter-dialog.tsx'
import { MatterDialog } from './matter-dialog.tsx'
import type { Matter } from './matter-queries.ts'
import { MembersSheet } from './members-sheet.tsx'
import { matterMessages } from './messages.ts'
import { useMatter } from './use-matter.ts'

const { page: messages } = matterMessages

/** Shown when the matter was deleted, or the user removed from it, while the page was open. */
function MatterAccessLost() {
  return (
    <div role="alert">
      <EmptyState
        icon={<FolderX />}
        title={matterMessages.accessLost.title}
        actions={
          <Link href="/matters" className={buttonClass('primary')}>
            {matterMessages.accessLost.back}
          </Link>
        }
      >
        {matterMessages.accessLost.text}
      </EmptyState>
    </div>
  )
}

/** The documents and members of a matter. Who manages matters without being a member sees the members only. */
export function MatterView({ matter: initial }: { matter: Matter }) {
  const me = useMe()
  const { matter, isLost } = useMatter(initial)
  const locale = useReaderLocale()
  const [open, setOpen] = useState<'members' | 'edit' | 'delete' | null>(null)
  const holder = { permissions: new Set(me.permissions) }
  const mayManage = canManageMatter(holder, matter.role)
  const above = (
    <>
      <Link href="/matters" className="underline-offset-4 hover:underline">
        {matterMessages.title}
      </Link>
      {matter.reference && <span> · {matter.reference}</span>}
    </>
  )
  const actions = (
    <>
      {!matter.isPersonal && (
        <Button variant="quiet" onPress={() => setOpen('members')}>
          <Users /> {matterMessages.memberCount(matter.memberCount, locale)}
        </Button>
      )}
      {mayManage && (
        <MenuTrigger>
          <IconButton label={messages.actions}>
            <EllipsisVertical />
          </IconButton>
          <Menu label={messages.actions}>
            <MenuItem icon={<Pencil />} onAction={() => setOpen('edit')}>
              {messages.edit}
            </MenuItem>
            {!matter.isPersonal && (
              <MenuItem icon={<Trash2 />} isDanger onAction={() => setOpen('delete')}>
                {messages.delete}
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      )}
    </>
  )
  if (isLost) return <MatterAccessLost />
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) setOpen(null)
  }
  return (
    <>
      {matter.role ? (
        <Library matterId={matter.id} title={matter.name} above={above} actions={actions} />
      ) : (
        <>
          <PageHeader title={matter.name} above={above} actions={actions} />
          <EmptyState icon={<Users />} title={messages.notMember}>
            {messages.notMemberHint}
          </EmptyState>
        </>
      )}
      <MembersSheet
        matter={matter}
        mayManage={canManageMembers(holder, matter.role)}
        isOpen={open === 'members'}
        onOpenChange={onOpenChange}
      />
      <MatterDialog matter={matter} isOpen={open === 'edit'} onOpenChange={onOpenChange} />
      <DeleteMatterDialog matter={matter} isOpen={open === 'delete'} onOpenChange={onOpenChange} />
    </>
  )
}
