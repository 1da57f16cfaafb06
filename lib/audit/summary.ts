import { LRUCache } from 'lru-cache'
import type { Caller, Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { toDatabaseFailure } from '#lib/core/db/database-failure.ts'
import { AppError } from '#lib/core/errors.ts'
import { clientNetwork } from '#lib/core/http/client-address.ts'
import { log } from '#lib/core/log.ts'
import { type Actor, recordAudit } from './commands.ts'
import type { AuditEntry } from './schema.ts'

type Who = Caller | Principal | Actor
/** An event that was recorded, and how often it was repeated since. */
type Summary = { who: Who; entry: AuditEntry; repeated: number }

const withinMs = 3_600_000
const maxSummaries = 20_000
const key = Symbol.for('lexai.audit-summaries')
const shared = globalThis as { [key]?: LRUCache<string, Summary> }
/** Shared by the module graphs of the process: bundled routes and server.ts. */
const summaries = shared[key] ?? createSummaries()
shared[key] = summaries

/**
 * Records frequent events, such as page reads or rejected requests: one row for the first event, and after an hour another one with the
 * number of repetitions. Events are equal if user or client network, credential, action, target and detail are equal. Each process counts
 * separately. If the database has no disk space, the row is written later.
 */
export async function recordSummarised(who: Who, entry: AuditEntry): Promise<void> {
  const eventKey = eventKeyOf(who, entry)
  const known = summaries.get(eventKey)
  if (known) {
    known.repeated += 1
    return
  }
  summaries.set(eventKey, { who, entry, repeated: 0 })
  try {
    await recordAudit(db, who, entry)
  } catch (error) {
    summaries.delete(eventKey)
    if (isDiskFull(error)) recordLater(who, entry)
    else throw error
  }
}

/** Records a read with `write`. If the disk is full, it does not throw; the row is written within an hour, once there is space again. */
export async function recordRead(who: Who, entry: AuditEntry, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isDiskFull(error)) throw error
    recordLater(who, entry)
  }
}

function isDiskFull(error: unknown): boolean {
  const failure = toDatabaseFailure(error)
  return failure instanceof AppError && failure.code === 'storage.full'
}

function recordLater(who: Who, entry: AuditEntry): void {
  log.error(
    { action: entry.action, target: entry.target },
    'the disk is full: the audit event of a read will be written later',
  )
  const eventKey = eventKeyOf(who, entry)
  const known = summaries.get(eventKey)
  if (known) known.repeated += 1
  else summaries.set(eventKey, { who, entry, repeated: 1 })
}

/** Writes all pending summaries. Call it before the process ends. */
export async function flushSummaries(): Promise<void> {
  const pending = [...summaries.values()]
  summaries.clear()
  await Promise.all(pending.map(writeRepeated))
}

function createSummaries(): LRUCache<string, Summary> {
  return new LRUCache<string, Summary>({
    max: maxSummaries,
    ttl: withinMs,
    ttlAutopurge: true,
    dispose: (summary, _key, reason) => {
      if (reason === 'evict' || reason === 'expire') void writeRepeated(summary)
    },
  })
}

async function writeRepeated({ who, entry, repeated }: Summary): Promise<void> {
  if (repeated === 0) return
  try {
    await recordAudit(db, who, { ...entry, detail: { ...entry.detail, repeated } })
  } catch (error) {
    log.warn({ err: error, action: entry.action, repeated }, 'an audit summary could not be written')
  }
}

function eventKeyOf(who: Who, { action, target, outcome, detail }: AuditEntry): string {
  const credential = 'sessionId' in who ? (who.sessionId ?? who.apiKeyId) : null
  const actor = 'userId' in who ? who.userId : clientNetwork(who.ip)
  return JSON.stringify([actor, credential, action, target, outcome, detail])
}
