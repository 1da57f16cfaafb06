import { can, type MatterRole, type Permission } from '#lib/core/auth/permissions.ts'

type Holder = { permissions: ReadonlySet<Permission> }

/** Whether someone who is no member may see that the matter exists, and who is in it. */
export function canSeeAnyMatter(principal: Holder): boolean {
  return can(principal, 'users:manage')
}

/** Name, reference, deletion: its owners. */
export function canManageMatter(principal: Holder, role: MatterRole | null): boolean {
  return can(principal, 'matters:manage', { matterRole: role })
}

/** Who is in it: its owners, and administrators, in it or not. */
export function canManageMembers(principal: Holder, role: MatterRole | null): boolean {
  return canManageMatter(principal, role) || (can(principal, 'matters:manage') && canSeeAnyMatter(principal))
}
