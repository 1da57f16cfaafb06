import { z } from 'zod'
import type { Principal } from '#lib/core/auth/principal.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { decodeCursor, encodeCursor } from '#lib/core/http/cursor.ts'
import { moment } from '#lib/core/http/moment.ts'
import { canSeeAnyMatter } from './policy.ts'
import { presentMatter, presentMember } from './present.ts'
import type { MatterBody, MemberBody, matterScopes } from './schema.ts'

type ListQuery = { limit: number; cursor?: string | undefined }
type List<Item> = { items: Item[]; nextCursor: string | null }

const position = z.object({ id: z.uuid() })

/** What a presenter needs of a matter; `userId` is the reader, whose membership comes with it. */
function shownTo(userId: string) {
  return {
    members: { where: { userId }, select: { role: true } },
    _count: { select: { documents: { where: { deletedAt: null } }, members: true } },
  } as const
}

/** The caller's matters, oldest first, so that the personal one leads. With scope `all`, every matter that is nobody's own. */
export async function listMatters(
  principal: Principal,
  query: ListQuery & { scope: (typeof matterScopes)[number] },
): Promise<List<MatterBody>> {
  if (query.scope === 'all' && !canSeeAnyMatter(principal)) throw new AppError('auth.forbidden')
  const own = { members: { some: { userId: principal.userId } } }
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.matter.findMany({
    where: {
      ...(query.scope === 'all' ? { OR: [{ personalOfId: null }, own] } : own),
      ...(after ? { id: { gt: after } } : {}),
    },
    include: shownTo(principal.userId),
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  })
  return toList(rows, query.limit, ({ id }) => ({ id }), presentMatter)
}

/** One matter with the revision for its ETag; throws `request.not_found` unless the caller is a member or manages walls. */
export async function getMatter(principal: Principal, id: string): Promise<{ matter: MatterBody; revision: number }> {
  return readMatter(db, principal, id)
}

/** The same inside a transaction. */
export async function readMatter(
  tx: Tx | Db,
  principal: Principal,
  id: string,
): Promise<{ matter: MatterBody; revision: number }> {
  if (!isId(id)) throw notFound()
  const row = await tx.matter.findUnique({ where: { id }, include: shownTo(principal.userId) })
  if (!row || !(row.members[0] || (canSeeAnyMatter(principal) && row.personalOfId === null))) throw notFound()
  return { matter: presentMatter(row), revision: row.revision }
}

/** Who is in a matter, longest first. Throws `request.not_found` as getMatter does. */
export async function listMembers(principal: Principal, matterId: string, query: ListQuery): Promise<List<MemberBody>> {
  await readMatter(db, principal, matterId)
  const after = query.cursor ? decodeCursor(query.cursor, position.extend({ at: moment })) : null
  const rows = await db.matterMember.findMany({
    where: {
      matterId,
      ...(after ? { OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, userId: { gt: after.id } }] } : {}),
    },
    include: { user: { select: { name: true, email: true, status: true } } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    take: query.limit + 1,
  })
  return toList(rows, query.limit, (row) => ({ id: row.userId, at: row.createdAt.toISOString() }), presentMember)
}

function toList<Row, Item>(
  rows: Row[],
  limit: number,
  positionOf: (row: Row) => Record<string, unknown>,
  present: (row: Row) => Item,
): List<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last ? encodeCursor(positionOf(last)) : null,
  }
}
