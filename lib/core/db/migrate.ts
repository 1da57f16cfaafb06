import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { createApplicationRole, grantApplicationPrivileges } from './application-role.ts'
import { connectionConfig, connectionFailure } from './connection.ts'
import { UserError } from './user-error.ts'

export type Migration = { name: string; sql: string; checksum: string }

const folder = path.resolve(import.meta.dirname, '../../../prisma/migrations')
/** The key of the advisory lock that serialises migrations. */
const migrationLock = [0x6c657861, 2]
const minimumVersion = 150_000
/** Failures are thrown, so nothing needs to be logged. */
const silent = new Logger(() => () => {})

/** The table as `prisma migrate` creates it, so that Prisma's commands also work on a LexAI database. */
const historyTable = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/** The migrations in prisma/migrations, oldest first. */
export function listMigrations(): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The role that is granted privileges after the migrations. */
export type MigrationOptions = {
  /** If set, the application's role is created with a password that is derived from this one. */
  ownerPassword?: string
  /** The role to grant privileges to; none by default. */
  grantTo?: string
}

/**
 * Applies the pending migrations and those of the job queue, and returns the names of the former. Each migration is one transaction. An
 * advisory lock serialises processes that start at the same time. If nothing is pending, the role needs no privilege to create tables.
 * Throws a UserError.
 */
export async function migrate(
  databaseUrl: string,
  { ownerPassword, grantTo }: MigrationOptions = {},
  migrations = listMigrations(),
): Promise<string[]> {
  const client = await connect(databaseUrl)
  try {
    await client.query('SELECT pg_advisory_lock($1, $2)', migrationLock)
    const applied = await applyPending(client, migrations)
    await migrateJobQueue(databaseUrl)
    if (ownerPassword !== undefined) await createApplicationRole(client, ownerPassword)
    if (grantTo !== undefined) await grantApplicationPrivileges(client, grantTo)
    return applied
  } finally {
    await client.end()
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  let client: pg.Client
  try {
    client = new pg.Client(connectionConfig(databaseUrl, 'lexai migrate'))
    await client.connect()
  } catch (error) {
    throw new UserError(`Cannot connect to DATABASE_URL: ${connectionFailure(error)}`)
  }
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version`)
  if (rows[0].version >= minimumVersion) return client
  await client.end()
  throw new UserError('The PostgreSQL of DATABASE_URL is older than 15, which LexAI does not support.')
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const { rows: history } = await client.query(`SELECT to_regclass('_prisma_migrations') AS name`)
  if (history[0].name === null) await client.query(historyTable)
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const applied = new Map(rows.map((row: { name: string; checksum: string }) => [row.name, row.checksum]))
  requireKnownHistory(applied, migrations)

  const pending = migrations.filter(({ name }) => !applied.has(name))
  for (const migration of pending) await apply(client, migration)
  return pending.map(({ name }) => name)
}

function requireKnownHistory(applied: Map<string, string>, migrations: Migration[]): void {
  for (const [name, checksum] of applied) {
    const known = migrations.find((migration) => migration.name === name)
    if (!known) {
      throw new UserError(`The database was migrated by a newer version of LexAI (${name}). Start that version.`)
    }
    if (known.checksum !== checksum) {
      throw new UserError(`Migration ${name} was changed after it was applied. Revert it and add a new migration.`)
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new UserError(`Migration ${name} failed and was rolled back: ${(error as Error).message}`)
  }
}

async function migrateJobQueue(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ ...connectionConfig(databaseUrl, 'lexai migrate'), max: 2 })
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: silent })
  } finally {
    await pool.end()
  }
}
