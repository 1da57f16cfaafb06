import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
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

async function listOf(principal: Principal, status: DocumentStatus, order: 'asc' | 'desc'): Promise<QueueItem[]> {
  const rows = await db.documentVersion.findMany({
    where: { status, ...current },
    include: {
      document: {
        select: {
          title: true,
          matter: { select: { members: { where: { userId: principal.userId }, select: { userId: true } } } },
        },
      },
    },
    orderBy: { id: order },
    take: shownOfEach,
  })
  return rows.map((row) => ({
    versionId: row.id,
    documentId: row.documentId,
    title: row.document.matter.members.length > 0 ? row.document.title : null,
    status,
    pageCount: row.pageCount,
    pagesDone: row.pagesDone,
    bytes: Number(row.bytes),
    failure: row.failureCode ? { code: row.failureCode, detail: row.failureDetail ?? '' } : null,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }))
}
