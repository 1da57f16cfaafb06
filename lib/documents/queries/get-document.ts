import { documentAccess } from '#lib/access/document-access.ts'
import type { VisibleDocumentId } from '#lib/access/visible-id.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { notFound } from '#lib/core/errors.ts'
import { presentDocument } from '../present.ts'
import type { DocumentBody, DocumentStatus } from '../schema.ts'
import { findDocumentRows } from './document-rows.ts'

/** A document with the revision for its ETag. Throws `request.not_found` if the principal may not see it. */
export async function getDocument(
  principal: Principal,
  id: string,
): Promise<{ document: DocumentBody; revision: number }> {
  return readDocument(db, principal, id)
}

/** Like getDocument, inside a transaction. */
export async function readDocument(
  tx: Tx | Db,
  principal: Principal,
  id: string,
): Promise<{ document: DocumentBody; revision: number }> {
  if (!isId(id)) throw notFound()
  const [row] = await findDocumentRows(tx, principal, {
    where: Prisma.sql`d.id = ${id}::uuid AND ${documentAccess(principal)}`,
  })
  if (!row) throw notFound()
  return { document: presentDocument(row), revision: row.revision }
}

/** A version of a visible document, with the document's title. */
export type VisibleVersion = {
  id: string
  documentId: VisibleDocumentId
  title: string
  number: number
  sha256: string
  /** The size of the file. */
  bytes: number
  fileName: string
  /** The title in the PDF's own metadata; null until the file has been opened, empty if it has none. */
  pdfTitle: string | null
  status: DocumentStatus
  pageCount: number | null
  pagesDone: number
}

/** A version of a document, the current one by default. Throws `request.not_found` if the document or the version is not found. */
export async function getVersion(
  principal: Principal,
  documentId: string,
  number: number | undefined,
): Promise<VisibleVersion> {
  const version = await findVersion(principal, documentId, number)
  if (!version) throw notFound()
  return version
}

/** Like getVersion; null if there is none or the principal may not see the document. */
export async function findVersion(
  principal: Principal,
  documentId: string,
  number?: number | undefined,
): Promise<VisibleVersion | null> {
  if (!isId(documentId)) return null
  const isSelected =
    number === undefined ? Prisma.sql`v.id = d."currentVersionId"` : Prisma.sql`v.number = ${number}::int`
  const [version] = await db.$queryRaw<VisibleVersion[]>`/* prepared */
    SELECT v.id, v."documentId", d.title, v.number, v.sha256, v.bytes::float8 AS bytes, v."fileName", v."pdfTitle", v.status, v."pageCount", v."pagesDone"
    FROM "Document" d JOIN "DocumentVersion" v ON v."documentId" = d.id AND ${isSelected}
    WHERE d.id = ${documentId}::uuid AND ${documentAccess(principal)}`
  return version ?? null
}
