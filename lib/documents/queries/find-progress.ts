import type { Principal } from '#lib/core/auth/principal.ts'
import type { ProgressBody } from '../schema.ts'
import { findVersion } from './get-document.ts'

export type Progress = ProgressBody & { version: number }

/** How far the processing of a document's current version is; null if the principal may not, or no longer, see the document. */
export async function findProgress(principal: Principal, documentId: string): Promise<Progress | null> {
  const current = await findVersion(principal, documentId)
  if (!current) return null
  const { number, status, pagesDone, pageCount } = current
  return { version: number, status, pagesDone, pageCount }
}
