import { type Permission, type Role, rolePermissions } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'

/** What somebody may be told of. */
export type ReaderAccess = { matterIds: ReadonlySet<string>; permissions: ReadonlySet<Permission> }

/** The reader's matters and permissions as they are now; the scopes of an API key, and a role changed since, both limit them. */
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
