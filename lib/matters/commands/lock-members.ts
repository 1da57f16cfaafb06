import type { Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import { canManageMembers } from '../policy.ts'
import { lockMatter } from './lock-matter.ts'

/** Takes the matter's members for this transaction. `leaving` is who is to be removed: oneself is always allowed. */
export async function lockMembers(
  tx: Tx,
  principal: Principal,
  matterId: string,
  { leaving }: { leaving?: string } = {},
): Promise<void> {
  const matter = await lockMatter(tx, principal, matterId)
  const isLeaving = matter.role !== null && leaving === principal.userId
  if (!isLeaving && !canManageMembers(principal, matter.role)) throw new AppError('auth.forbidden')
  if (matter.isPersonal) throw new AppError('matter.personal')
}

/** Throws `matter.last_owner` unless somebody else owns the matter too. */
export async function requireOtherOwner(tx: Tx, matterId: string, userId: string): Promise<void> {
  const others = await tx.matterMember.count({ where: { matterId, role: 'owner', NOT: { userId } } })
  if (others === 0) throw new AppError('matter.last_owner')
}
