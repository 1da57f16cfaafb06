'use client'
import { EllipsisVertical, FolderX, Pencil, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useMe } from '#components/layout/me.tsx'
import { Library } from '#components/library/library.tsx'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatCount } from '#components/ui/format.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Menu, MenuItem, MenuTrigger } from '#components/ui/menu.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canManageMatter, canManageMembers } from '#lib/matters/policy.ts'
import { DeleteMatterDialog } from './delete-matter-dialog.tsx'
import { MatterDialog } from './matter-dialog.tsx'
import type { Matter } from './matter-queries.ts'
import { MembersSheet } from './members-sheet.tsx'
import { useMatter } from './use-matter.ts'

function MatterLost() {
  return (
    <div role="alert">
      <EmptyState
        icon={<FolderX />}
        title="You no longer have access"
        actions={
          <Link href="/matters" className={buttonClass('primary')}>
            To the matters
          </Link>
        }
      >
        The matter was deleted, or you were removed from it.
      </EmptyState>
    </div>
  )
}

/** A matter's documents, and who is in it. Who manages its wall without being a member sees the wall alone. */
export function MatterRoom({ matter: initial }: { matter: Matter }) {
  const me = useMe()
  const { matter, isLost } = useMatter(initial)
  const locale = useReaderLocale()
  const [open, setOpen] = useState<'members' | 'edit' | 'delete' | null>(null)
  const holder = { permissions: new Set(me.permissions) }
  const mayManage = canManageMatter(holder, matter.role)
  const above = (
    <>
      <Link href="/matters" className="underline-offset-4 hover:underline">
        Matters
      </Link>
      {matter.reference && <span> · {matter.reference}</span>}
    </>
  )
  const actions = (
    <>
      {!matter.isPersonal && (
        <Button variant="quiet" onPress={() => setOpen('members')}>
          <Users /> {formatCount(matter.memberCount, 'member', 'members', locale)}
        </Button>
      )}
      {mayManage && (
        <MenuTrigger>
          <IconButton label="More for this matter">
            <EllipsisVertical />
          </IconButton>
          <Menu label="More for this matter">
            <MenuItem icon={<Pencil />} onAction={() => setOpen('edit')}>
              Name and reference
            </MenuItem>
            {!matter.isPersonal && (
              <MenuItem icon={<Trash2 />} isDanger onAction={() => setOpen('delete')}>
                Delete the matter
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      )}
    </>
  )
  if (isLost) return <MatterLost />
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
          <EmptyState icon={<Users />} title="You are not in this matter">
            You may decide who is. Its documents show to its members alone.
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
