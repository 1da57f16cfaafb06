import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { matterErrors } from '../errors.ts'
import { canManageMatter } from '../policy.ts'
import { lockMatter } from './lock-matter.ts'

/** Deletes an empty matter. Throws `matter.not_empty` (the trash counts), `matter.personal`, and what updateMatter throws. */
export async function deleteMatter(principal: Principal, id: string, precondition: Precondition): Promise<void> {
  await db.$transaction(async (tx) => {
    const matter = await lockMatter(tx, principal, id)
    if (!canManageMatter(principal, matter.role)) throw new AppError('auth.forbidden')
    precondition.require(matter.revision)
    if (matter.isPersonal) throw new AppError(matterErrors['matter.personal'])
    // A concurrent upload waits for the lock on the matter's row and then fails, because the matter no longer exists.
    if ((await tx.document.count({ where: { matterId: id } })) > 0) throw new AppError(matterErrors['matter.not_empty'])
    await tx.matter.delete({ where: { id } })
    await recordAudit(tx, principal, {
      action: 'matter.deleted',
      target: { type: 'matter', id },
      outcome: 'success',
      detail: { name: matter.name },
    })
  })
}
