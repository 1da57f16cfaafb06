import type { DocumentBody, DocumentStatus, VersionBody } from './schema.ts'

/** The columns of a version that the presenters use. */
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

/** A document with its current version. */
export type DocumentRow = VersionRow & {
  id: string
  matterId: string
  title: string
  tags: string[]
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
  createdById: string
  createdByName: string
  /** Null also if the principal may not see that document. */
  duplicateOf: string | null
}

export function presentDocument(row: DocumentRow): DocumentBody {
  return {
    id: row.id,
    matterId: row.matterId,
    title: row.title,
    tags: row.tags,
    status: row.status as DocumentStatus,
    pageCount: row.pageCount,
    pagesDone: row.pagesDone,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    fileName: row.fileName,
    version: row.number,
    duplicateOf: row.duplicateOf,
    failure: failureOf(row),
    coverage: coverageOf(row),
    createdBy: { id: row.createdById, name: row.createdByName },
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

/** A failed version is not searchable: all of its pages are unreadable, or one page if the number of pages is unknown. */
function coverageOf(version: VersionRow): DocumentBody['coverage'] {
  const { status, pageCount, pagesText: text, pagesOcr: ocr, pagesUnreadable: unreadable } = version
  if (status !== 'failed') return { pages: pageCount ?? 0, text, ocr, unreadable }
  const pages = pageCount ?? 1
  return { pages, text: 0, ocr: 0, unreadable: pages }
}

function failureOf({ status, failureCode, failureDetail }: VersionRow): { code: string; detail: string } | null {
  return status === 'failed' && failureCode ? { code: failureCode, detail: failureDetail ?? '' } : null
}
