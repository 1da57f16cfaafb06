import { accountOf, type Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { AppError } from '#lib/core/errors.ts'
import { matterErrors } from '../errors.ts'
import { canManageMembers } from '../policy.ts'
import { lockMatter } from './lock-matter.ts'

/**
 * Locks the matter's members until the transaction ends. `removedUserId` is the member to be removed: members may always remove
 * themselves. Throws `request.not_found`, `auth.forbidden`, `matter.personal`.
 */
export async function lockMembers(
  tx: Tx,
  principal: Principal,
  matterId: string,
  { removedUserId }: { removedUserId?: string } = {},
): Promise<void> {
  const matter = await lockMatter(tx, principal, matterId)
  const isSelf = matter.role !== null && removedUserId === accountOf(principal)?.userId
  if (!isSelf && !canManageMembers(principal, matter.role)) throw new AppError('auth.forbidden')
  if (matter.isPersonal) throw new AppError(matterErrors['matter.personal'])
}

/** Throws `matter.last_owner` unless the matter has another owner. */
export async function requireOtherOwner(tx: Tx, matterId: string, userId: string): Promise<void> {
  const others = await tx.matterMember.count({ where: { matterId, role: 'owner', NOT: { userId } } })
  if (others === 0) throw new AppError(matterErrors['matter.last_owner'])
}
