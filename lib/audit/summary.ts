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
/** An event that has its row, and how often it happened since. */
type Summary = { who: Who; entry: AuditEntry; repeated: number }

const withinMs = 3_600_000
const maxSummaries = 20_000
const key = Symbol.for('lexai.audit-summaries')
const shared = globalThis as { [key]?: LRUCache<string, Summary> }
/** Of the process: bundled routes and server.ts are module graphs of their own. */
const summaries = shared[key] ?? createSummaries()
shared[key] = summaries

/**
 * Records what happens often, such as reading pages or requests that are refused: a row for the first time, and after an hour one
 * more that says how often it was repeated. The same is what the same person, or client network, did to the same target with the
 * same credential. Each process counts for itself. Where the database has no disk space left, the row is written later.
 */
export async function recordSummarised(who: Who, entry: AuditEntry): Promise<void> {
  const name = nameOf(who, entry)
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
    if (isDiskFull(error)) recordLater(who, entry)
    else throw error
  }
}

/** Records a read by `write`. On a full disk the read goes on, and its row is written once there is space again, or within the hour. */
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
    'the disk is full: an audit row for a read is written later',
  )
  const name = nameOf(who, entry)
  const known = summaries.get(name)
  if (known) known.repeated += 1
  else summaries.set(name, { who, entry, repeated: 1 })
}

/** Writes what was counted so far: before the process ends. */
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
    dispose: (summary, _name, reason) => {
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

function nameOf(who: Who, { action, target, outcome, detail }: AuditEntry): string {
  const credential = 'sessionId' in who ? (who.sessionId ?? who.apiKeyId) : null
  const actor = 'userId' in who ? who.userId : clientNetwork(who.ip)
  return JSON.stringify([actor, credential, action, target, outcome, detail])
}
