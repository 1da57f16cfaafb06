import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { pickChanges } from '#lib/core/pick-changes.ts'
import { canManageMatter } from '../policy.ts'
import { readMatter } from '../queries.ts'
import type { MatterBody, UpdateMatterInput } from '../schema.ts'
import { lockMatter } from './lock-matter.ts'

/**
 * Updates a matter's name or reference; an update without changes has no effect. Throws `request.not_found`, `auth.forbidden`,
 * `request.precondition_failed`.
 */
export async function updateMatter(
  principal: Principal,
  id: string,
  input: UpdateMatterInput,
  precondition: Precondition,
): Promise<{ matter: MatterBody; revision: number }> {
  return db.$transaction(async (tx) => {
    const matter = await lockMatter(tx, principal, id)
    if (!canManageMatter(principal, matter.role)) throw new AppError('auth.forbidden')
    precondition.require(matter.revision)
    const changes = pickChanges(input, matter)
    if (Object.keys(changes).length === 0) return readMatter(tx, principal, id)
    await tx.matter.update({ where: { id }, data: { ...changes, revision: { increment: 1 } } })
    await recordAudit(tx, principal, {
      action: 'matter.updated',
      target: { type: 'matter', id },
      outcome: 'success',
      detail: changes,
    })
    return readMatter(tx, principal, id)
  })
}
