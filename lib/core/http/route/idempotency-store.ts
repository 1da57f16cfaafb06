import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../../auth/derive-key.ts'
import { decryptSecret, encryptSecret } from '../../auth/encryption.ts'
import { pool, type Tx } from '../../db/client.ts'
import { env } from '../../env.ts'
import type { Reply } from './reply.ts'

/** The row of the first request. `since` distinguishes this claim from a later one of the same key. */
type Lease = { scope: string; key: string; since: string; fingerprint: Buffer }

type Claim =
  | { state: 'new'; lease: Lease }
  | { state: 'running' }
  /** The work was committed, but the process ended before its reply was stored. */
  | { state: 'reply_lost' }
  /** The key was first used with a different request. */
  | { state: 'mismatch' }
  | { state: 'done'; reply: Reply }

type Row = { fingerprint: Buffer; isLost: boolean; status: number | null; headers: Stored | null; body: Buffer | null }
type Stored = { headers: [string, string][]; contentType: string | null; revision: number | null }

/** Longer than two renewals. Keys of a process that has ended become free after this. */
const leaseSeconds = 60
const retentionHours = 24

/**
 * HMACs of the request, one for each secret, the current one first. A plain hash of a sign-in request would allow a dictionary attack
 * on its password by anybody who can read the table.
 */
export function fingerprintsOf(parts: readonly Uint8Array[]): Buffer[] {
  return env.authSecrets.map((secret) => {
    const mac = createHmac('sha256', deriveKey(secret, 'idempotency-fingerprint'))
    for (const part of parts) mac.update(part)
    return mac.digest()
  })
}

/** Claims the key for this request, or returns the state of the request that has claimed it. */
export async function claimKey(scope: string, key: string, fingerprints: readonly Buffer[]): Promise<Claim> {
  const [fingerprint = Buffer.alloc(0)] = fingerprints
  if (Math.random() < 0.01) void removeExpired().catch(() => {})
  const taken = await pool.query<{ since: string }>({
    name: 'idempotency-claim',
    text: `INSERT INTO "IdempotencyKey" AS existing (scope, key, fingerprint, "createdAt", "expiresAt")
      VALUES ($1, $2, $3, clock_timestamp(), now() + make_interval(secs => $4))
      ON CONFLICT (scope, key) DO UPDATE SET fingerprint = excluded.fingerprint, status = NULL, headers = NULL, body = NULL,
        "committedAt" = NULL, "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
      WHERE existing."expiresAt" <= now() AND (existing.status IS NOT NULL OR existing."committedAt" IS NULL)
      RETURNING "createdAt"::text AS since`,
    values: [scope, key, fingerprint, leaseSeconds],
  })
  const since = taken.rows[0]?.since
  if (since !== undefined) return { state: 'new', lease: { scope, key, since, fingerprint } }

  const found = await pool.query<Row>(
    `SELECT fingerprint, "committedAt" IS NOT NULL AND "expiresAt" <= now() AS "isLost", status, headers, body
      FROM "IdempotencyKey" WHERE scope = $1 AND key = $2`,
    [scope, key],
  )
  const row = found.rows[0]
  if (!row) return { state: 'running' }
  if (!fingerprints.some((each) => each.length === row.fingerprint.length && timingSafeEqual(each, row.fingerprint))) {
    return { state: 'mismatch' }
  }
  if (row.status !== null) return { state: 'done', reply: toReply(row, row.status) }
  return { state: row.isLost ? 'reply_lost' : 'running' }
}

/** A key without its reply is kept as long as one with a stored reply. */
async function removeExpired(): Promise<void> {
  await pool.query(
    `DELETE FROM "IdempotencyKey" WHERE "expiresAt" < now()
      AND (status IS NOT NULL OR "committedAt" IS NULL OR "committedAt" < now() - make_interval(hours => $1))`,
    [retentionHours],
  )
}

/** Records the commit in the transaction that does the work, so that a repetition after a crash does not do it again. */
export async function markCommitted(tx: Tx, { scope, key, since }: Lease): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdempotencyKey" SET "committedAt" = now()
    WHERE scope = ${scope} AND key = ${key} AND "createdAt" = ${since}::timestamptz AND status IS NULL`
}

/** Whether the first request with this key is still running. */
export async function isRunning(scope: string, key: string): Promise<boolean> {
  const found = await pool.query(
    'SELECT 1 FROM "IdempotencyKey" WHERE scope = $1 AND key = $2 AND status IS NULL AND "expiresAt" > now()',
    [scope, key],
  )
  return found.rowCount === 1
}

export async function storeReply(lease: Lease, reply: Reply): Promise<void> {
  const { body } = reply
  const stored: Stored = {
    headers: [...reply.headers],
    contentType: body.kind === 'bytes' ? body.contentType : null,
    revision: reply.revision ?? null,
  }
  await pool.query(
    `UPDATE "IdempotencyKey" SET status = $4, headers = $5, body = $6, "expiresAt" = now() + make_interval(hours => $7)
      WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL`,
    [
      lease.scope,
      lease.key,
      lease.since,
      reply.status,
      JSON.stringify(stored),
      body.kind === 'bytes' ? encryptSecret(body.content, encryptionPurpose) : null,
      retentionHours,
    ],
  )
}

/** Releases the key for another attempt. With `unlessCommitted` it stays claimed where the work was committed: the reply is then lost. */
export async function releaseKey(lease: Lease, { unlessCommitted = false } = {}): Promise<void> {
  await pool.query(
    `DELETE FROM "IdempotencyKey" WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL
      AND NOT ($4 AND "committedAt" IS NOT NULL)`,
    [lease.scope, lease.key, lease.since, unlessCommitted],
  )
}

export async function renewKey(lease: Lease): Promise<void> {
  await pool
    .query(
      `UPDATE "IdempotencyKey" SET "expiresAt" = now() + make_interval(secs => $4)
        WHERE scope = $1 AND key = $2 AND "createdAt" = $3::timestamptz AND status IS NULL`,
      [lease.scope, lease.key, lease.since, leaseSeconds],
    )
    .catch(() => {})
}

function toReply(row: Row, status: number): Reply {
  const headers = new Headers(row.headers?.headers ?? [])
  const revision = row.headers?.revision ?? undefined
  if (!row.body) return { status, headers, body: { kind: 'none' }, revision }
  const contentType = row.headers?.contentType ?? 'application/json'
  return {
    status,
    headers,
    body: { kind: 'bytes', content: decryptSecret(row.body, encryptionPurpose), contentType },
    revision,
  }
}

/** Replies are stored encrypted: some contain tokens, which a database dump must not reveal. */
const encryptionPurpose = 'kept answer'
