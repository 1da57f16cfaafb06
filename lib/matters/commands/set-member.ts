import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { presentMember } from '../present.ts'
import type { MemberBody, SetMemberInput } from '../schema.ts'
import { lockMembers, requireOtherOwner } from './lock-members.ts'

/**
 * Adds a member to a matter (`isNew`), or changes a member's role. Throws `request.not_found` if the matter is not visible to the principal
 * or there is no such active account, `auth.forbidden`, `matter.personal`, `matter.last_owner`.
 */
export async function setMember(
  principal: Principal,
  matterId: string,
  userId: string,
  { role }: SetMemberInput,
): Promise<{ member: MemberBody; isNew: boolean }> {
  return db.$transaction(async (tx) => {
    await lockMembers(tx, principal, matterId)
    const before = isId(userId)
      ? await tx.matterMember.findUnique({ where: { matterId_userId: { matterId, userId } } })
      : null
    if (before?.role === 'owner' && role !== 'owner') await requireOtherOwner(tx, matterId, userId)
    const user = isId(userId) ? await tx.user.findUnique({ where: { id: userId }, select: { status: true } }) : null
    if (!user || (!before && user.status !== 'active')) throw notFound()
    const member = await tx.matterMember.upsert({
      where: { matterId_userId: { matterId, userId } },
      create: { matterId, userId, role },
      update: { role },
      include: { user: { select: { name: true, email: true, status: true } } },
    })
    if (before?.role !== role) {
      await recordAudit(tx, principal, {
        action: 'member.set',
        target: { type: 'matter', id: matterId },
        outcome: 'success',
        detail: { userId, role, before: before?.role ?? null },
      })
    }
    return { member: presentMember(member), isNew: before === null }
  })
}
