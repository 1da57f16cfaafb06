import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { connectionConfig } from './connection.ts'
import { UserError } from './user-error.ts'

/** The offset of the cluster's state in pg_control (`DBState`, after three fields of 8, 4 and 4 bytes), and its value after a shutdown. */
const stateOffset = 16
const shutDown = 1

/**
 * Whether this cluster was copied while PostgreSQL was running: it was not shut down, and the files have other inodes. The pages of such
 * a copy are from different points in time; PostgreSQL starts on it, but indexes may not match their tables. A cluster whose server was
 * killed keeps its inodes and is recovered from the write-ahead log.
 */
export function isCopyOfRunningCluster(clusterDir: string): boolean {
  const recorded = readRecordedIdentity(clusterDir)
  if (recorded === null || recorded === identityOf(clusterDir)) return false
  try {
    return readFileSync(path.join(clusterDir, 'global/pg_control')).readUInt32LE(stateOffset) !== shutDown
  } catch {
    return false
  }
}

/** Records the identity of the cluster's files for `isCopyOfRunningCluster` at the next start. */
export function recordClusterIdentity(clusterDir: string): void {
  const identity = identityOf(clusterDir)
  if (readRecordedIdentity(clusterDir) === identity) return
  writeFileSync(`${identityFile(clusterDir)}.part`, identity, { mode: 0o600 })
  renameSync(`${identityFile(clusterDir)}.part`, identityFile(clusterDir))
}

/**
 * Verifies all tables and B-tree indexes with amcheck. Needs a superuser, and time in proportion to the amount of data. Throws a
 * UserError with the number of damaged relations.
 */
export async function verifyCluster(databaseUrl: string, dataDir: string): Promise<void> {
  const client = new pg.Client(connectionConfig(databaseUrl, 'lexai check'))
  await client.connect()
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS amcheck')
    const broken: string[] = []
    for (const { name, check } of await listChecks(client)) {
      await client.query(check).catch(() => broken.push(name))
    }
    if (broken.length === 0) return
    throw new UserError(
      `The data folder ${dataDir} was copied while LexAI was running, and the copy is damaged: ${broken.length} tables or ` +
        `indexes are inconsistent (${broken.slice(0, 3).join(', ')}…). Do not use it: create backups with npm run backup.`,
    )
  } finally {
    await client.query('DROP EXTENSION IF EXISTS amcheck').catch(() => {})
    await client.end().catch(() => {})
  }
}

async function listChecks(client: pg.Client): Promise<{ name: string; check: string }[]> {
  const { rows } = await client.query<{ name: string; method: string; id: string }>(
    `SELECT c.relname AS name, coalesce(a.amname, 'heap') AS method, c.oid::text AS id
     FROM pg_class c LEFT JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_index i ON i.indexrelid = c.oid
     WHERE c.relkind IN ('r', 't', 'i') AND c.relpersistence <> 't' AND coalesce(i.indisvalid, true)`,
  )
  const checks: Record<string, (id: string) => string> = {
    btree: (id) => `SELECT bt_index_check(${id}::regclass, true)`,
    // Returns a row for each defect; the division by zero raises an error if there is one.
    heap: (id) => `SELECT 1 / (count(*) = 0)::int FROM verify_heapam(${id}::regclass)`,
  }
  return rows.flatMap(({ name, method, id }) => {
    const check = checks[method]?.(id)
    return check ? [{ name, check }] : []
  })
}

/** Next to the cluster's folder, which belongs to PostgreSQL. Existing installations have a file of this name. */
function identityFile(clusterDir: string): string {
  return `${clusterDir}.place`
}

/** The inode number of a file that is created with the cluster. A copy has another. */
function identityOf(clusterDir: string): string {
  return String(statSync(path.join(clusterDir, 'PG_VERSION')).ino)
}

function readRecordedIdentity(clusterDir: string): string | null {
  try {
    return readFileSync(identityFile(clusterDir), 'utf8')
  } catch {
    return null
  }
}
