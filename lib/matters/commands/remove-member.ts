import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { lockMembers, requireOtherOwner } from './lock-members.ts'

/** Removes a member from a matter; members may remove themselves. Throws what setMember throws. */
export async function removeMember(principal: Principal, matterId: string, userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembers(tx, principal, matterId, { removedUserId: userId })
    const key = { matterId_userId: { matterId, userId } }
    const member = isId(userId) ? await tx.matterMember.findUnique({ where: key }) : null
    if (!member) throw notFound()
    if (member.role === 'owner') await requireOtherOwner(tx, matterId, userId)
    await tx.matterMember.delete({ where: key })
    await recordAudit(tx, principal, {
      action: 'member.removed',
      target: { type: 'matter', id: matterId },
      outcome: 'success',
      detail: { userId, before: member.role },
    })
  })
}
