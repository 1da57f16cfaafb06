import type { DocumentBody, DocumentStatus, VersionBody } from './schema.ts'

/** What presenters need of a version. */
export type VersionRow = {
  number: number
  sha256: string
  bytes: bigint
  fileName: string
  status: string
  pageCount: number | null
  pagesDone: number
  pagesText: number
  pagesOcr: number
  pagesUnreadable: number
  failureCode: string | null
  failureDetail: string | null
}

export type DocumentRow = {
  id: string
  matterId: string
  title: string
  tags: string[]
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
  createdBy: { id: string; name: string }
  currentVersion: VersionRow | null
}

/** A row with its current version; `duplicateOf` is given only where the reader may see that document too. */
export function presentDocument(row: DocumentRow, duplicateOf: string | null): DocumentBody {
  const version = requireVersion(row)
  const { id, name } = row.createdBy
  return {
    id: row.id,
    matterId: row.matterId,
    title: row.title,
    tags: row.tags,
    status: version.status as DocumentStatus,
    pageCount: version.pageCount,
    pagesDone: version.pagesDone,
    bytes: Number(version.bytes),
    sha256: version.sha256,
    fileName: version.fileName,
    version: version.number,
    duplicateOf,
    failure: failureOf(version),
    coverage: coverageOf(version),
    createdBy: { id, name },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }
}

export function presentVersion(
  row: VersionRow & { createdAt: Date; createdBy: { id: string; name: string } },
): VersionBody {
  return {
    version: row.number,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    fileName: row.fileName,
    status: row.status as DocumentStatus,
    pageCount: row.pageCount,
    pagesDone: row.pagesDone,
    failure: failureOf(row),
    createdBy: { id: row.createdBy.id, name: row.createdBy.name },
    createdAt: row.createdAt.toISOString(),
  }
}

/** Nothing of a failed version can be found: all of its pages are unreadable, or one where nobody could open it to count them. */
function coverageOf(version: VersionRow): DocumentBody['coverage'] {
  const { status, pageCount, pagesText: text, pagesOcr: ocr, pagesUnreadable: unreadable } = version
  if (status !== 'failed') return { pages: pageCount ?? 0, text, ocr, unreadable }
  const pages = pageCount ?? 1
  return { pages, text: 0, ocr: 0, unreadable: pages }
}

function failureOf({ status, failureCode, failureDetail }: VersionRow): { code: string; detail: string } | null {
  return status === 'failed' && failureCode ? { code: failureCode, detail: failureDetail ?? '' } : null
}

/** A document is made together with its first version, in one transaction. */
function requireVersion(row: DocumentRow): VersionRow {
  if (!row.currentVersion) throw new Error(`document ${row.id} has no version`)
  return row.currentVersion
}
