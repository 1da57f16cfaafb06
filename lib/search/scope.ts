import { documentAccess } from '#lib/access/document-access.ts'
import { listMatterIds } from '#lib/access/membership.ts'
import { matterRolesWith } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { allOf, anyLexeme } from './index-query.ts'
import { documentLexeme, matterLexeme } from './lexemes.ts'

/** The matter or document that a search is restricted to. */
export type Restriction = { matterId: string | null; documentId: string | null }

/** The passages that a search covers: those that the principal may read, within the matter or document that it is restricted to. */
export type Scope = {
  /** The access condition with the restriction, as SQL on "Document" with the alias `d`. */
  access: Prisma.Sql
  /** The tsquery condition of the scope; null if it would not be selective. It only saves time: each query contains `access`. */
  condition: string | null
}

/** A principal with more matters than this gets no matter condition: the disjunction would cost more than comparing rows. */
const maxMatterLexemes = 24

/** The access condition of a search, as SQL on "Document" with the alias `d`. */
export function searchAccess(principal: Principal, { matterId, documentId }: Restriction): Prisma.Sql {
  const conditions = [documentAccess(principal)]
  if (matterId !== null) conditions.push(Prisma.sql`d."matterId" = ${matterId}::uuid`)
  if (documentId !== null) conditions.push(Prisma.sql`d.id = ${documentId}::uuid`)
  return Prisma.join(conditions, ' AND ')
}

/** The scope of a principal's search. */
export async function getScope(principal: Principal, restriction: Restriction): Promise<Scope> {
  const { matterId, documentId } = restriction
  const access = searchAccess(principal, restriction)
  if (documentId !== null) return { access, condition: anyLexeme([documentLexeme(documentId)]) }
  const matterIds =
    matterId === null ? await listMatterIds(db, principal, matterRolesWith('documents:read')) : [matterId]
  const isSelective = matterIds.length > 0 && matterIds.length <= maxMatterLexemes
  return { access, condition: isSelective ? allOf([anyLexeme(matterIds.map(matterLexeme))]) : null }
}
