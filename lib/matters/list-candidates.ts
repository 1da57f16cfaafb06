import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { escapeLikePattern } from '#lib/core/db/like-pattern.ts'
import { AppError } from '#lib/core/errors.ts'
import { canManageMembers } from './policy.ts'
import { getMatter } from './queries.ts'
import type { CandidateBody } from './schema.ts'

const maxCandidates = 8

/**
 * Active people outside the matter whose name or mail address holds `q`, for those who may put people into it. Never more than a
 * few, and nobody without two letters of theirs: it helps to find a colleague, not to list them all.
 */
export async function listCandidates(
  principal: Principal,
  matterId: string,
  { q }: { q: string },
): Promise<{ items: CandidateBody[]; nextCursor: null }> {
  const { matter } = await getMatter(principal, matterId)
  if (!canManageMembers(principal, matter.role)) throw new AppError('auth.forbidden')
  const contains = { contains: escapeLikePattern(q), mode: 'insensitive' } as const
  const users = await db.user.findMany({
    where: {
      status: 'active',
      memberships: { none: { matterId } },
      OR: [{ name: contains }, { email: contains }],
    },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: maxCandidates,
  })
  return { items: users.map(({ id, name, email }) => ({ userId: id, name, email })), nextCursor: null }
}
