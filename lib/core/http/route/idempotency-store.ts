import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { seal, unseal } from '../../auth/sealed-box.ts'
import { pool, type Tx } from '../../db/client.ts'
import { env } from '../../env.ts'
import type { Reply } from './reply.ts'

/** Who runs the first request: the row, and since when, so that a lost claim is not mistaken for one's own. */
type Holder = { scope: string; key: string; since: string; fingerprint: Buffer }

type Claim =
  | { state: 'new'; holder: Holder }
  | { state: 'running' }
  /** It was done, and the process ended before its answer was kept. */
  | { state: 'lost' }
  | { state: 'other' }
  | { state: 'done'; reply: Reply }

type Row = { fingerprint: Buffer; isLost: boolean; status: number | null; headers: Kept | null; body: Buffer | null }
type Kept = { headers: [string, string][]; contentType: string | null; revision: number | null }

/** Longer than two renewals: a process that died frees its keys after this. */
const leaseSeconds = 60
const keptHours = 24

/** A digest of the request under a secret of ours: a plain hash of a sign-in would let whoever reads the table try passwords. */
export function fingerprintOf(parts: readonly Uint8Array[]): Buffer[] {
  return env.authSecrets.map((secret) => {
    const mac = createHmac('sha256', keyFor(secret, 'idempotency-fingerprint'))
    for (const part of parts) mac.update(part)
    return mac.digest()
  })
}

/** Takes the key, or says who has it. `fingerprints`: the current secret's first, then those rotated out. */
export async function claimKey(scope: string, key: string, fingerprints: readonly Buffer[]): Promise<Claim> {
  const [fingerprint = Buffer.alloc(0)] = fingerprints
  if (Math.random() < 0.01) void removeExpired().catch(() => {})
  const taken = await pool.query<{ since: string }>({
    name: 'idempotency-claim',
    text: `INSERT INTO "IdempotencyKey" AS held (scope, key, fingerprint, "createdAt", "expiresAt")
      VALUES ($1, $2, $3, clock_timestamp(), now() + make_interval(secs => $4))
      ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, status = NULL, headers = NULL, body = NULL,
        "committedAt" = NULL, "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
      WHERE held."expiresAt" <= now() AND (held.status IS NOT NULL OR held."committedAt" IS NULL)
      RETURNING "createdAt"::text AS since`,
    values: [scope, key, fingerprint, leaseSeconds],
  })
  const since = taken.rows[0]?.since
  if (since !== undefined) return { state: 'new', holder: { scope, key, since, fingerprint } }

  const found = await pool.query<Row>(
    `SELECT fingerprint, "committedAt" IS NOT NULL AND "expiresAt" <= now() AS "isLost", status, headers, body
      FROM "IdempotencyKey" WHERE scope = $1 AND key = $2`,
    [scope, key],
  )
  const row = found.rows[0]
  if (!row) return { state: 'running' }
  if (!fingerprints.some((each) => each.length === row.fingerprint.length && timingSafeEqual(each, row.fingerprint))) {
    return { state: 'other' }
  }
  if (row.status !== null) return { state: 'done', reply: toReply(row, row.status) }
  return { state: row.isLost ? 'lost' : 'running' }
}

/** A key whose answer is lost stays as long as one whose answer is kept. */
async function removeExpired(): Promise<void> {
  await pool.query(
    `DELETE FROM "IdempotencyKey" WHERE "expiresAt" < now()
      AND (status IS NOT NULL OR "committedAt" IS NULL OR "committedAt" < now() - make_interval(hours => $1))`,
    [keptHours],
  )
}

/** Notes, in the transaction that does what was asked, that it is done: whoever repeats it after a crash does not do it again. */
export async function markCommitted(tx: Tx, { scope, key, since }: Holder): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdempotencyKey" SET "committedAt" = now()
    WHERE scope = ${scope} AND key = ${key} AND "createdAt" = ${since}::timestamptz AND status IS NULL`
}

/** Whether the first request with this key is running now. */
export async function isRunning(scope: string, key: string): Promise<boolean> {
  const found = await pool.query(
    'SELECT 1 FROM "IdempotencyKey" WHERE scope = $1 AND key = $2 AND status IS NULL AND "expiresAt" > now()',
    [scope, key],
  )
  return found.rowCount === 1
}

export async function keepAnswer(holder: Holder, reply: Reply): Promise<void> {
  const { body } = reply
  const kept: Kept = {
    headers: [...reply.headers],
    contentType: body.kind === 'bytes' ? body.contentType : null,
    revision: reply.revision ?? null,
  }
  await pool.query(
    `UPDATE "IdempotencyKey" SET status = $4, headers = $5, body = $6, "expiresAt" = now() + make_interval(hours => $7)
      WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL`,
    [
      holder.scope,
      holder.key,
      holder.since,
      reply.status,
      JSON.stringify(kept),
      body.kind === 'bytes' ? seal(body.content, answerPurpose) : null,
      keptHours,
    ],
  )
}

/** Frees the key for another try. With `unlessCommitted` not where something was done all the same: its answer is lost then. */
export async function releaseKey(holder: Holder, { unlessCommitted = false } = {}): Promise<void> {
  await pool.query(
    `DELETE FROM "IdempotencyKey" WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL
      AND NOT ($4 AND "committedAt" IS NOT NULL)`,
    [holder.scope, holder.key, holder.since, unlessCommitted],
  )
}

export async function renewKey(holder: Holder): Promise<void> {
  await pool
    .query(
      `UPDATE "IdempotencyKey" SET "expiresAt" = now() + make_interval(secs => $4)
        WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL`,
      [holder.scope, holder.key, holder.since, leaseSeconds],
    )
    .catch(() => {})
}

function toReply(row: Row, status: number): Reply {
  const headers = new Headers(row.headers?.headers ?? [])
  const revision = row.headers?.revision ?? undefined
  if (!row.body) return { status, headers, body: { kind: 'none' }, revision }
  const contentType = row.headers?.contentType ?? 'application/json'
  return { status, headers, body: { kind: 'bytes', content: unseal(row.body, answerPurpose), contentType }, revision }
}

/** Answers are kept sealed: some hold tokens, and a dump of the database must give none away. */
const answerPurpose = 'kept answer'

function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}
