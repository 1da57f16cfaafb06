import { listMatterIds } from '#lib/access/membership.ts'
import { matterRolesWith, type Permission, type Role, rolePermissions } from '#lib/core/auth/permissions.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'

/** Which changes a reader may be notified of. */
export type ReaderAccess = { matterIds: ReadonlySet<string>; permissions: ReadonlySet<Permission> }

/** The reader's matters and permissions as they are now: limited by the scopes of an API key and by the current role. */
export async function getReaderAccess(principal: UserPrincipal): Promise<ReaderAccess> {
  const [user, matterIds] = await Promise.all([
    db.user.findUnique({ where: { id: principal.userId }, select: { role: true } }),
    listMatterIds(db, principal, matterRolesWith('documents:read')),
  ])
  const granted = user ? rolePermissions[user.role as Role] : []
  return {
    matterIds: new Set(matterIds),
    permissions: new Set(granted.filter((each) => principal.permissions.has(each))),
  }
}
