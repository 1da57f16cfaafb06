import type { Principal } from '#lib/core/auth/principal.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { type DocumentVersion, Prisma } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { presentDocument } from '../present.ts'
import type { DocumentBody } from '../schema.ts'
import { findDocumentRows, isMemberOf } from './document-rows.ts'

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
  const { userId } = principal
  const seen = isMemberOf(Prisma.sql`d."matterId"`, userId)
  const [row] = await findDocumentRows(tx, userId, {
    where: Prisma.sql`d.id = ${id}::uuid AND d."deletedAt" IS NULL AND ${seen}`,
  })
  if (!row) throw notFound()
  return { document: presentDocument(row), revision: row.revision }
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
