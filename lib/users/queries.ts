import { z } from 'zod'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { escapeLikePattern } from '#lib/core/db/like-pattern.ts'
import { notFound } from '#lib/core/errors.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { findValidLink } from './commands/mailed-links.ts'
import type { LinkPurpose } from './link-lifetimes.ts'
import { presentIdentity, presentMe, presentUser, userColumns } from './present.ts'
import type { IdentityBody, MeBody, UserBody, UserQuery } from './schema.ts'

const position = z.object({ id: z.uuid() })
type ListQuery = { limit: number; cursor?: string | undefined }

/** The caller's account, with the revision for its ETag. */
export async function getMe(principal: UserPrincipal): Promise<{ me: MeBody; revision: number }> {
  const [row] = await db.$queryRaw<{ name: string; phone: string | null; revision: number }[]>`/* prepared */
    SELECT name, phone, revision FROM "User" WHERE id = ${principal.userId}::uuid`
  if (!row) throw notFound()
  return { me: presentMe(principal, row), revision: row.revision }
}

/** The caller's linked accounts at other providers, oldest first. */
export async function listIdentities(principal: UserPrincipal, query: ListQuery): Promise<List<IdentityBody>> {
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.account.findMany({
    where: { userId: principal.userId, ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentIdentity)
}

/** All users, newest first. For administrators. */
export async function listUsers(_principal: UserPrincipal, query: UserQuery): Promise<List<UserBody>> {
  const contains = { contains: escapeLikePattern(query.q ?? ''), mode: 'insensitive' } as const
  const after = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await db.user.findMany({
    where: {
      ...(query.q ? { OR: [{ name: contains }, { email: contains }] } : {}),
      ...(query.role ? { role: query.role } : {}),
      ...(query.status ? { status: query.status } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    select: userColumns,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentUser)
}

/** One user, with the revision for its ETag. For administrators. Throws not found. */
export async function getUser(_principal: UserPrincipal, id: string): Promise<{ user: UserBody; revision: number }> {
  const row = isId(id) ? await db.user.findUnique({ where: { id }, select: userColumns }) : null
  if (!row) throw notFound()
  return { user: presentUser(row), revision: row.revision }
}

/** The purpose and recipient of a valid mailed link, for the page that it opens; null if it is invalid. Does not consume it. */
export async function findLink(token: string): Promise<{ purpose: LinkPurpose; email: string; name: string } | null> {
  const link = await findValidLink(token, ['registration', 'reset', 'invite'])
  if (!link) return null
  const chosen = link.payload as { name?: string } | null
  return { purpose: link.purpose as LinkPurpose, email: link.email, name: link.user?.name ?? chosen?.name ?? '' }
}
