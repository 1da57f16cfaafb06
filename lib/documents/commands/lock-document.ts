import { can, type MatterRole, type Permission } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'

export type LockedDocument = {
  id: string
  matterId: string
  title: string
  tags: string[]
  revision: number
  currentVersionId: string
  deletedAt: Date | null
  role: MatterRole
}

/**
 * Takes a document, and the caller's membership in its matter, for this transaction. Throws `request.not_found` where the caller may
 * not see it or it lies in the trash (`trashed` takes those too), `auth.forbidden` where they lack the permission.
 */
export async function lockDocument(
  tx: Tx,
  principal: Principal,
  id: string,
  permission: Permission,
  { trashed = false }: { trashed?: boolean } = {},
): Promise<LockedDocument> {
  if (!isId(id)) throw notFound()
  const [row] = await tx.$queryRaw<LockedDocument[]>`
    SELECT d.id, d."matterId", d.title, d.tags, d.revision, d."currentVersionId", d."deletedAt", m.role
    FROM "Document" d JOIN "MatterMember" m ON m."matterId" = d."matterId" AND m."userId" = ${principal.userId}::uuid
    WHERE d.id = ${id}::uuid FOR UPDATE OF d FOR SHARE OF m`
  if (!row || (row.deletedAt && !trashed)) throw notFound()
  if (!can(principal, permission, { matterRole: row.role }))
    throw row.deletedAt ? notFound() : new AppError('auth.forbidden')
  return row
}
