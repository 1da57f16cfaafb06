import type { Principal } from '#lib/core/auth/principal.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import type { DocumentVersion } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { presentDocument } from '../present.ts'
import type { DocumentBody } from '../schema.ts'

/** What presentDocument needs. */
export const shown = { currentVersion: true, createdBy: { select: { id: true, name: true } } } as const

/** The documents that a person may see: those in their matters, outside the trash. */
export function visibleTo(userId: string) {
  return { deletedAt: null, matter: { members: { some: { userId } } } } as const
}

/** One document with the revision for its ETag; throws `request.not_found` where the caller may not see it. */
export async function getDocument(
  principal: Principal,
  id: string,
): Promise<{ document: DocumentBody; revision: number }> {
  return readDocument(db, principal, id)
}

/** The same inside a transaction. */
export async function readDocument(
  tx: Tx | Db,
  principal: Principal,
  id: string,
): Promise<{ document: DocumentBody; revision: number }> {
  if (!isId(id)) throw notFound()
  const row = await tx.document.findFirst({ where: { id, ...visibleTo(principal.userId) }, include: shown })
  if (!row) throw notFound()
  const seen = await findVisible(tx, principal, [row.duplicateOfId])
  return {
    document: presentDocument(row, row.duplicateOfId && seen.has(row.duplicateOfId) ? row.duplicateOfId : null),
    revision: row.revision,
  }
}

/** Which of these documents the caller may see. */
export async function findVisible(
  tx: Tx | Db,
  principal: Principal,
  ids: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const asked = ids.filter((id) => id !== null)
  if (asked.length === 0) return new Set()
  const where = { id: { in: asked }, ...visibleTo(principal.userId) }
  const rows = await tx.document.findMany({ where, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/** A version of a document, the current one unless a number is named; throws `request.not_found` for either. */
export async function getVersion(
  principal: Principal,
  id: string,
  number: number | undefined,
): Promise<DocumentVersion & { title: string }> {
  if (!isId(id)) throw notFound()
  const row = await db.document.findFirst({
    where: { id, ...visibleTo(principal.userId) },
    select: {
      title: true,
      currentVersion: number === undefined,
      versions: number === undefined ? false : { where: { number } },
    },
  })
  const version = number === undefined ? row?.currentVersion : row?.versions[0]
  if (!row || !version) throw notFound()
  return { ...version, title: row.title }
}
