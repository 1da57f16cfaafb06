import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import type { DocumentStatus, ProgressBody } from '../schema.ts'
import { visibleTo } from './get-document.ts'

export type Progress = ProgressBody & { version: number }

const state = { number: true, status: true, pagesDone: true, pageCount: true } as const

/** How far the reading of a document's current version is; null where the caller may not (or no longer) see it. */
export async function findProgress(principal: Principal, documentId: string): Promise<Progress | null> {
  if (!isId(documentId)) return null
  const where = { id: documentId, ...visibleTo(principal.userId) }
  const row = await db.document.findFirst({ where, select: { currentVersion: { select: state } } })
  return row?.currentVersion ? toProgress(row.currentVersion) : null
}

function toProgress(row: { number: number; status: string; pagesDone: number; pageCount: number | null }): Progress {
  const { number, status, pagesDone, pageCount } = row
  return { version: number, status: status as DocumentStatus, pagesDone, pageCount }
}
