import { can, type MatterRole, type Permission } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { membershipOf } from './membership.ts'
import type { VisibleDocumentId, VisibleMatterId } from './visible-id.ts'

export type LockedDocument = {
  id: VisibleDocumentId
  matterId: VisibleMatterId
  title: string
  tags: string[]
  revision: number
  currentVersionId: string
  deletedAt: Date | null
  role: MatterRole
}

/**
 * Locks a document, and the principal's membership in its matter, until the transaction ends. Throws `request.not_found` where the
 * principal may not see the document or it is in the trash (unless `trash` is `included`), `auth.forbidden` where they lack the
 * permission.
 */
export async function lockDocument(
  tx: Tx,
  principal: Principal,
  id: string,
  permission: Permission,
  { trash = 'excluded' }: { trash?: 'excluded' | 'included' } = {},
): Promise<LockedDocument> {
  if (!isId(id)) throw notFound()
  const [row] = await tx.$queryRaw<LockedDocument[]>`
    SELECT d.id, d."matterId", d.title, d.tags, d.revision, d."currentVersionId", d."deletedAt", member.role
    FROM "Document" d JOIN "MatterMember" member ON member."matterId" = d."matterId" AND ${membershipOf(principal)}
    WHERE d.id = ${id}::uuid FOR UPDATE OF d FOR SHARE OF member`
  if (!row || (row.deletedAt && trash === 'excluded')) throw notFound()
  if (!can(principal, permission, { matterRole: row.role }))
    throw row.deletedAt ? notFound() : new AppError('auth.forbidden')
  return row
}
