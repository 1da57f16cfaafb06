import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { connectionConfig } from './connection.ts'
import { UserError } from './user-error.ts'

/** Where pg_control has the state of the cluster (`DBState`, after three fields of 8, 4 and 4 bytes), and what it is after a stop. */
const stateOffset = 16
const shutDown = 1

/**
 * Whether this cluster is a copy of one that ran while it was copied: PostgreSQL was not stopped, and the files are not those that it
 * worked on. Such a copy has pages of different moments; PostgreSQL starts on it all the same, with indexes that do not fit their
 * tables. A cluster whose process was killed is in its old place, and recovers by its log.
 */
export function isCopyOfRunningCluster(clusterDir: string): boolean {
  const known = readPlace(clusterDir)
  if (known === null || known === placeOf(clusterDir)) return false
  try {
    return readFileSync(path.join(clusterDir, 'global/pg_control')).readUInt32LE(stateOffset) !== shutDown
  } catch {
    return false
  }
}

/** Remembers which files these are, for the next start. */
export function recordClusterIdentity(clusterDir: string): void {
  const place = placeOf(clusterDir)
  if (readPlace(clusterDir) === place) return
  writeFileSync(`${placeFile(clusterDir)}.part`, place, { mode: 0o600 })
  renameSync(`${placeFile(clusterDir)}.part`, placeFile(clusterDir))
}

/**
 * Compares every B-tree index with its table and every table with its own rules. Needs a superuser; takes time in proportion to the data.
 * Throws a UserError that says how many are broken.
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
      `The data folder ${dataDir} was copied while LexAI ran on it, and the copy is damaged: ${broken.length} of its tables and ` +
        `indexes do not hold together (${broken.slice(0, 3).join(', ')}…). Do not use it: make backups with npm run backup.`,
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
    // A row for each fault; division by zero makes one an error.
    heap: (id) => `SELECT 1 / (count(*) = 0)::int FROM verify_heapam(${id}::regclass)`,
  }
  return rows.flatMap(({ name, method, id }) => {
    const check = checks[method]?.(id)
    return check ? [{ name, check }] : []
  })
}

/** Beside the cluster, not in it: PostgreSQL's folder is PostgreSQL's. */
function placeFile(clusterDir: string): string {
  return `${clusterDir}.place`
}

/** The number of a file that is made with the cluster: a copy has another. */
function placeOf(clusterDir: string): string {
  return String(statSync(path.join(clusterDir, 'PG_VERSION')).ino)
}

function readPlace(clusterDir: string): string | null {
  try {
    return readFileSync(placeFile(clusterDir), 'utf8')
  } catch {
    return null
  }
}
