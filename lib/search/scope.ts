import { matterRolesWith } from '#lib/core/auth/permissions.ts'
import { allOf, anyLexeme } from './index-query.ts'
import { documentLexeme, matterLexeme } from './lexemes.ts'
import type { RunQuery } from './snapshot.ts'

/** What somebody narrowed a search to. */
export type Narrowed = { matterId: string | null; documentId: string | null }

/** What a search may look at: the asker's wall, and what they narrowed it to. */
export type Scope = Narrowed & {
  userId: string
  /** What the index can say about it; null where that would not narrow much. The wall itself is in each query. */
  condition: string | null
}

/** With more matters than these, rows are compared instead of naming every matter to the index. */
const maxNamedMatters = 24

/** The condition of the wall on `d`, a document: $1 asker, $2 roles, $3 matter or null, $4 document or null. */
export const wall = `d."deletedAt" IS NULL AND ($3::uuid IS NULL OR d."matterId" = $3) AND ($4::uuid IS NULL OR d.id = $4)
  AND EXISTS (SELECT FROM "MatterMember" m WHERE m."matterId" = d."matterId" AND m."userId" = $1 AND m.role = ANY($2))`

export function wallValues(
  userId: string,
  narrowed: Narrowed,
): [string, readonly string[], string | null, string | null] {
  return [userId, matterRolesWith('documents:read'), narrowed.matterId, narrowed.documentId]
}

/** Null where the asker may read nothing of what they ask for. */
export async function findScope(run: RunQuery, userId: string, narrowed: Narrowed): Promise<Scope | null> {
  const { matterId, documentId } = narrowed
  const matters = await run<{ matterId: string }>(
    'SELECT "matterId" FROM "MatterMember" WHERE "userId" = $1 AND role = ANY($2) AND ($3::uuid IS NULL OR "matterId" = $3)',
    [userId, matterRolesWith('documents:read'), matterId],
  )
  if (matters.length === 0) return null
  const byMatter =
    matters.length > maxNamedMatters ? null : anyLexeme(matters.map((each) => matterLexeme(each.matterId)))
  const byDocument = documentId === null ? null : anyLexeme([documentLexeme(documentId)])
  return { userId, matterId, documentId, condition: allOf([byDocument ?? byMatter]) }
}
