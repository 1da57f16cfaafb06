import { z } from 'zod'
import { membershipOf } from '#lib/access/membership.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { timestamp } from '#lib/core/http/input/timestamp.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { canSeeAnyMatter } from './policy.ts'
import { type MatterRow, presentMatter, presentMember } from './present.ts'
import type { MatterBody, MemberBody, matterScopes } from './schema.ts'

type ListQuery = { limit: number; cursor?: string | undefined }

const position = z.object({ id: z.uuid() })

type FoundMatter = MatterRow & { revision: number }

/** Matters as presentMatter takes them, in one statement; `where` refers to the matter as `t`, to the principal's membership as `member`. */
async function findMatterRows(
  tx: Tx | Db,
  principal: Principal,
  where: Prisma.Sql,
  limit: number,
): Promise<FoundMatter[]> {
  return tx.$queryRaw<FoundMatter[]>`/* prepared */
    SELECT t.id, t.name, t.reference, t.revision, t."createdAt", t."updatedAt", t."personalOfId" IS NOT NULL AS "isPersonal", member.role,
      (SELECT count(*)::int FROM "Document" d WHERE d."matterId" = t.id AND d."deletedAt" IS NULL) AS "documentCount",
      (SELECT count(*)::int FROM "MatterMember" each WHERE each."matterId" = t.id) AS "memberCount"
    FROM "Matter" t LEFT JOIN "MatterMember" member ON member."matterId" = t.id AND ${membershipOf(principal)}
    WHERE ${where}
    ORDER BY t.id
    LIMIT ${limit}`
}

const isOwn = Prisma.sql`member."userId" IS NOT NULL`
const isOwnOrShared = Prisma.sql`(member."userId" IS NOT NULL OR t."personalOfId" IS NULL)`

/** The principal's matters, oldest first, so that the personal one is first. With scope `all`, also all shared matters. Throws `auth.forbidden`. */
export async function listMatters(
  principal: Principal,
  query: ListQuery & { scope: (typeof matterScopes)[number] },
): Promise<List<MatterBody>> {
  if (query.scope === 'all' && !canSeeAnyMatter(principal)) throw new AppError('auth.forbidden')
  const isVisible = query.scope === 'all' ? isOwnOrShared : isOwn
  const isAfter = query.cursor ? Prisma.sql`t.id > ${decodeCursor(query.cursor, position).id}::uuid` : Prisma.sql`true`
  const rows = await findMatterRows(db, principal, Prisma.sql`${isVisible} AND ${isAfter}`, query.limit + 1)
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentMatter)
}

/** One matter with the revision for its ETag; throws `request.not_found` unless the principal is a member or an administrator. */
export async function getMatter(principal: Principal, id: string): Promise<{ matter: MatterBody; revision: number }> {
  return readMatter(db, principal, id)
}

/** Checks access before a stored idempotent response is returned again: throws `request.not_found` if the matter is no longer visible. */
export async function requireVisibleMatter(
  response: unknown,
  { principal }: { principal: Principal | null },
): Promise<void> {
  if (!principal) throw notFound()
  await getMatter(principal, z.object({ id: z.string() }).parse(response).id)
}

/** Like getMatter, inside a transaction. */
export async function readMatter(
  tx: Tx | Db,
  principal: Principal,
  id: string,
): Promise<{ matter: MatterBody; revision: number }> {
  if (!isId(id)) throw notFound()
  const isVisible = canSeeAnyMatter(principal) ? isOwnOrShared : isOwn
  const [row] = await findMatterRows(tx, principal, Prisma.sql`t.id = ${id}::uuid AND ${isVisible}`, 1)
  if (!row) throw notFound()
  return { matter: presentMatter(row), revision: row.revision }
}

/** The members of a matter, earliest first. Throws `request.not_found` like getMatter. */
export async function listMembers(principal: Principal, matterId: string, query: ListQuery): Promise<List<MemberBody>> {
  await readMatter(db, principal, matterId)
  const after = query.cursor ? decodeCursor(query.cursor, position.extend({ at: timestamp })) : null
  const rows = await db.matterMember.findMany({
    where: {
      matterId,
      ...(after ? { OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, userId: { gt: after.id } }] } : {}),
    },
    include: { user: { select: { name: true, email: true, status: true } } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, (row) => ({ id: row.userId, at: row.createdAt.toISOString() }), presentMember)
}
