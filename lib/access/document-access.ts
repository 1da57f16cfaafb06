import { matterRolesWith, type Permission } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { membershipOf } from './membership.ts'

type Trash = 'excluded' | 'only' | 'included'

type Options = {
  /** What the principal must be allowed to do with the document; `documents:read` by default. */
  permission?: Permission
  /** Whether documents in the trash meet the condition; they are excluded by default. */
  trash?: Trash
  /** The alias of "Document" in the query; `d` by default. */
  alias?: 'd' | 'duplicate'
}

/**
 * The access condition, as SQL on "Document": the principal may use `permission` on the document. Every list, count, search and single
 * read of documents carries it, so that a foreign document is not found and lists are filtered before they are paginated.
 *
 * It decides matter by matter. That the principal holds the permission at all is checked by the route (`access` in defineRoute), or by
 * `can` where a parameter of the request asks for more than the route does.
 */
export function documentAccess(principal: Principal, options: Options = {}): Prisma.Sql {
  const { permission = 'documents:read', trash = 'excluded', alias = 'd' } = options
  const document = Prisma.raw(alias)
  const deleted = Prisma.sql`${document}."deletedAt"`
  const granted = grantedTo(principal, permission, document)
  if (trash === 'included') return granted
  return trash === 'only'
    ? Prisma.sql`${deleted} IS NOT NULL AND ${granted}`
    : Prisma.sql`${deleted} IS NULL AND ${granted}`
}

function grantedTo(principal: Principal, permission: Permission, document: Prisma.Sql): Prisma.Sql {
  switch (principal.kind) {
    case 'user':
      return Prisma.sql`EXISTS (
        SELECT FROM "MatterMember" member WHERE member."matterId" = ${document}."matterId" AND ${membershipOf(principal)}
          AND member.role = ANY(${matterRolesWith(permission)}::text[]))`
  }
}
