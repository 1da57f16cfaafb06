import { documentAccess } from '#lib/access/document-access.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'
import { readFreeSpace } from '#lib/core/storage/free-space.ts'
import type { DocumentStatus } from '#lib/documents/schema.ts'
import type { QueueBody, QueueItem } from './schema.ts'

const shownOfEach = 100
const countedStates = ['queued', 'processing', 'ready', 'failed'] as const

const current = { currentOf: { is: { deletedAt: null } } }

/** What is being read, what waits and what failed, over all matters: numbers and codes for everybody's, titles for one's own alone. */
export async function getQueue(principal: Principal): Promise<QueueBody> {
  const [groups, running, waiting, failed, pagesPerMinute, space] = await Promise.all([
    db.documentVersion.groupBy({ by: ['status'], where: current, _count: true }),
    listOf(principal, 'processing', 'asc'),
    listOf(principal, 'queued', 'asc'),
    listOf(principal, 'failed', 'desc'),
    countRecentPages(),
    readFreeSpace(),
  ])
  const counts = { queued: 0, processing: 0, ready: 0, failed: 0 }
  for (const state of countedStates) counts[state] = groups.find(({ status }) => status === state)?._count ?? 0
  const isPaused = space.state === 'full'
  return { counts, pagesPerMinute, isPaused, items: [...running, ...waiting, ...failed] }
}

/** Only versions touched in the last minute can have pages that young; without that, every page there is would be looked at. */
async function countRecentPages(): Promise<number> {
  const since = new Date(Date.now() - 60_000)
  return db.page.count({ where: { createdAt: { gt: since }, version: { updatedAt: { gt: since } } } })
}

type QueueRow = Omit<QueueItem, 'failure' | 'createdAt' | 'settledAt'> & {
  failureCode: string | null
  failureDetail: string | null
  createdAt: Date
  settledAt: Date | null
}

async function listOf(principal: Principal, status: DocumentStatus, order: 'asc' | 'desc'): Promise<QueueItem[]> {
  const rows = await db.$queryRaw<QueueRow[]>`
    SELECT v.id AS "versionId", v."documentId", v.status, v."pageCount", v."pagesDone", v.bytes::float8 AS bytes,
      v."failureCode", v."failureDetail", v."createdAt", v."settledAt", CASE WHEN ${documentAccess(principal)} THEN d.title END AS title
    FROM "DocumentVersion" v JOIN "Document" d ON d."currentVersionId" = v.id AND d."deletedAt" IS NULL
    WHERE v.status = ${status}
    ORDER BY v.id ${order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${shownOfEach}`
  return rows.map(({ failureCode, failureDetail, createdAt, settledAt, ...row }) => ({
    ...row,
    failure: failureCode ? { code: failureCode, detail: failureDetail ?? '' } : null,
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }))
}
