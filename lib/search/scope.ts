import { matterRolesWith } from '#lib/core/auth/permissions.ts'
import { allOf, anyLexeme } from './index-query.ts'
import { documentLexeme, matterLexeme } from './lexemes.ts'
import type { RunQuery } from './snapshot.ts'

/** The matter or document that a search is restricted to. */
export type Narrowed = { matterId: string | null; documentId: string | null }

/** The passages a search covers: those the user may read, within the matter or document it is restricted to. */
export type Scope = Narrowed & {
  userId: string
  /** The tsquery condition of the scope; null if it would not be selective. It only saves time: each query applies the access filter. */
  condition: string | null
}

/** A user with more matters than this gets no matter condition: the disjunction would cost more than comparing rows. */
const maxMatterLexemes = 24

/** The access filter on `d`, a document: $1 user, $2 roles, $3 matter or null, $4 document or null. */
export const accessFilter = `d."deletedAt" IS NULL AND ($3::uuid IS NULL OR d."matterId" = $3) AND ($4::uuid IS NULL OR d.id = $4)
  AND EXISTS (SELECT FROM "MatterMember" m WHERE m."matterId" = d."matterId" AND m."userId" = $1 AND m.role = ANY($2))`

export function accessFilterValues(
  userId: string,
  narrowed: Narrowed,
): [string, readonly string[], string | null, string | null] {
  return [userId, matterRolesWith('documents:read'), narrowed.matterId, narrowed.documentId]
}

/** The scope of a user's search; null if they may read nothing of it. */
export async function findScope(run: RunQuery, userId: string, narrowed: Narrowed): Promise<Scope | null> {
  const { matterId, documentId } = narrowed
  const matters = await run<{ matterId: string }>(
    'SELECT "matterId" FROM "MatterMember" WHERE "userId" = $1 AND role = ANY($2) AND ($3::uuid IS NULL OR "matterId" = $3)',
    [userId, matterRolesWith('documents:read'), matterId],
  )
  if (matters.length === 0) return null
  const byMatter =
    matters.length > maxMatterLexemes ? null : anyLexeme(matters.map((each) => matterLexeme(each.matterId)))
  const byDocument = documentId === null ? null : anyLexeme([documentLexeme(documentId)])
  return { userId, matterId, documentId, condition: allOf([byDocument ?? byMatter]) }
}
