import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { escapeLikePattern } from '#lib/core/db/like-pattern.ts'
import { AppError } from '#lib/core/errors.ts'
import { canManageMembers } from './policy.ts'
import { getMatter } from './queries.ts'
import type { CandidateBody } from './schema.ts'

const maxCandidates = 8

/**
 * Active users who are not members of the matter and whose name or email address contains `q`, for principals who may add members. At most
 * eight, and `q` has at least two characters, so that it does not list all users. Throws `request.not_found`, `auth.forbidden`.
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
