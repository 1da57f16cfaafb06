import { z } from 'zod'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { type List, pageOf } from '#lib/core/http/lists/page.ts'
import { recordAudit } from './commands.ts'
import { csvHeader, presentAuditEvent, presentCsvLine } from './present.ts'
import type { AuditEventBody, AuditQuery } from './schema.ts'

const position = z.object({ id: z.uuid() })
const exportBatch = 500

/** Audit events, newest first. */
export async function listAuditEvents(_principal: Principal, query: AuditQuery): Promise<List<AuditEventBody>> {
  const before = query.cursor ? decodeCursor(query.cursor, position).id : null
  const rows = await readEvents(query, before, query.limit + 1)
  return pageOf(rows, query.limit, ({ id }) => ({ id }), presentAuditEvent)
}

/**
 * All matching events as CSV, read in batches with backpressure. Throws for an invalid cursor before the response starts. The export
 * itself is recorded as an event.
 */
export async function exportAuditEvents(
  principal: Principal,
  query: AuditQuery,
): Promise<() => AsyncGenerator<string>> {
  const before = query.cursor ? decodeCursor(query.cursor, position).id : null
  const { actor = null, action = null, target = null, from = null, to = null } = query
  const detail = { actor, action, target, from, to }
  await recordAudit(db, principal, { action: 'audit.exported', target: null, outcome: 'success', detail })
  return () => readCsv(query, before)
}

async function* readCsv(query: AuditQuery, from: string | null): AsyncGenerator<string> {
  yield csvHeader
  let before = from
  while (true) {
    const rows = await readEvents(query, before, exportBatch)
    if (rows.length > 0) yield rows.map((row) => presentCsvLine(presentAuditEvent(row))).join('')
    before = rows.at(-1)?.id ?? null
    if (rows.length < exportBatch) return
  }
}

// Ids are UUIDv7, so they sort by time, as `at` does.
function readEvents({ actor, action, target, from, to }: AuditQuery, before: string | null, take: number) {
  const byActor = actor && (isId(actor) ? { actorId: actor } : { actorEmail: actor.toLowerCase() })
  const byAction = action && (action.includes('.') ? { action } : { action: { startsWith: `${action}.` } })
  const at = { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) }
  return db.auditEvent.findMany({
    where: {
      ...(byActor || {}),
      ...(byAction || {}),
      ...(target ? { targetId: target } : {}),
      at,
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: 'desc' },
    take,
  })
}
