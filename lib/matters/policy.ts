import { can, type MatterRole, type Permission } from '#lib/core/auth/permissions.ts'

type Holder = { permissions: ReadonlySet<Permission> }

/** Whether the principal may see the matter and its members without being a member. */
export function canSeeAnyMatter(principal: Holder): boolean {
  return can(principal, 'users:manage')
}

/** Whether the principal may rename or delete the matter: owners only. */
export function canManageMatter(principal: Holder, role: MatterRole | null): boolean {
  return can(principal, 'matters:manage', { matterRole: role })
}

/** Whether the principal may change the members: owners, and administrators even if they are not members. */
export function canManageMembers(principal: Holder, role: MatterRole | null): boolean {
  return canManageMatter(principal, role) || (can(principal, 'matters:manage') && canSeeAnyMatter(principal))
}
