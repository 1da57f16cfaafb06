import { findMatterRole } from '#lib/access/membership.ts'
import type { MatterRole } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSeeAnyMatter } from '../policy.ts'

export type LockedMatter = {
  id: string
  name: string
  reference: string | null
  isPersonal: boolean
  revision: number
  role: MatterRole | null
}

/**
 * Locks the matter's row until the transaction ends: changes of a matter and of its members are serialised, so that rules about several
 * rows (the last owner) hold under concurrent requests. Throws `request.not_found` where the principal may not see the matter.
 */
export async function lockMatter(tx: Tx, principal: Principal, id: string): Promise<LockedMatter> {
  if (!isId(id)) throw notFound()
  const [row] = await tx.$queryRaw<LockedMatter[]>`
    SELECT id, name, reference, "personalOfId" IS NOT NULL AS "isPersonal", revision, NULL AS role
    FROM "Matter" WHERE id = ${id}::uuid FOR UPDATE`
  if (!row) throw notFound()
  const role = await findMatterRole(tx, principal, id)
  if (!role && (row.isPersonal || !canSeeAnyMatter(principal))) throw notFound()
  return { ...row, role }
}
