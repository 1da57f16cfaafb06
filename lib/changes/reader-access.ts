import { type Permission, type Role, rolePermissions } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'

/** The matters and permissions that decide which changes a reader is told about. */
export type ReaderAccess = { matterIds: ReadonlySet<string>; permissions: ReadonlySet<Permission> }

/** The reader's current matters and permissions. Permissions are limited by the scopes of an API key and by the current role. */
export async function getReaderAccess({
  userId,
  permissions,
}: Pick<Principal, 'userId' | 'permissions'>): Promise<ReaderAccess> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { role: true, memberships: { select: { matterId: true } } },
  })
  const granted = user ? rolePermissions[user.role as Role] : []
  return {
    matterIds: new Set(user?.memberships.map(({ matterId }) => matterId)),
    permissions: new Set(granted.filter((each) => permissions.has(each))),
  }
}
