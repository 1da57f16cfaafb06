import { LRUCache } from 'lru-cache'
import type { Caller, Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { toDatabaseFailure } from '#lib/core/db/database-failure.ts'
import { AppError } from '#lib/core/errors.ts'
import { clientNetwork } from '#lib/core/http/client-address.ts'
import { log } from '#lib/core/log.ts'
import { type Actor, recordAudit } from './commands.ts'
import type { AuditEntry } from './schema.ts'

type AuditSubject = Caller | Principal | Actor
/** An event whose row is inserted, and how often it was repeated since. */
type Summary = { who: AuditSubject; entry: AuditEntry; repeated: number }

const summaryIntervalMs = 3_600_000
const maxSummaries = 20_000
const key = Symbol.for('lexai.audit-summaries')
const shared = globalThis as { [key]?: LRUCache<string, Summary> }
/** One map per process: the bundled routes and server.ts are separate module graphs. */
const summaries = shared[key] ?? createSummaries()
shared[key] = summaries

/**
 * Records frequent events, such as page reads and rejected requests: one row for the first occurrence, and after an hour one more with
 * the number of repetitions. Events are equal if actor (or client network), credential, action, target and detail are. Each process
 * counts separately. If the database has no free disk space, the row is inserted later.
 */
export async function recordSummarised(who: AuditSubject, entry: AuditEntry): Promise<void> {
  const name = summaryKey(who, entry)
  const known = summaries.get(name)
  if (known) {
    known.repeated += 1
    return
  }
  summaries.set(name, { who, entry, repeated: 0 })
  try {
    await recordAudit(db, who, entry)
  } catch (error) {
    summaries.delete(name)
    if (isDiskFull(error)) deferRecord(who, entry)
    else throw error
  }
}

/** Records a read with `write`. If the disk is full, the read succeeds and its row is inserted later: within an hour, or once there is space. */
export async function recordReadOrDefer(
  who: AuditSubject,
  entry: AuditEntry,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isDiskFull(error)) throw error
    deferRecord(who, entry)
  }
}

function isDiskFull(error: unknown): boolean {
  const failure = toDatabaseFailure(error)
  return failure instanceof AppError && failure.code === 'storage.full'
}

function deferRecord(who: AuditSubject, entry: AuditEntry): void {
  log.error(
    { action: entry.action, target: entry.target },
    'the disk is full: the audit row of a read is inserted later',
  )
  const name = summaryKey(who, entry)
  const known = summaries.get(name)
  if (known) known.repeated += 1
  else summaries.set(name, { who, entry, repeated: 1 })
}

/** Inserts the rows of all pending summaries; called before the process ends. */
export async function flushSummaries(): Promise<void> {
  const pending = [...summaries.values()]
  summaries.clear()
  await Promise.all(pending.map(writeRepeated))
}

function createSummaries(): LRUCache<string, Summary> {
  return new LRUCache<string, Summary>({
    max: maxSummaries,
    ttl: summaryIntervalMs,
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

function summaryKey(who: AuditSubject, { action, target, outcome, detail }: AuditEntry): string {
  const credential = 'sessionId' in who ? (who.sessionId ?? who.apiKeyId) : null
  const actor = 'userId' in who ? who.userId : clientNetwork(who.ip)
  return JSON.stringify([actor, credential, action, target, outcome, detail])
}
