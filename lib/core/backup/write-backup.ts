import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Pack, pack } from 'tar-stream'
import { connectionConfig } from '../db/connection.ts'
import { UserError } from '../db/user-error.ts'
import { storage } from '../storage/storage.ts'
import { backupLock } from './backup-lock.ts'
import { type BackupTable, fileEntry, type Manifest, manifestName, secretsName, tableEntry } from './manifest.ts'

export type BackupSummary = { files: number; bytes: number; missing: string[] }

/**
 * Writes an archive with all rows of one database snapshot, all stored files that these rows refer to, and the secrets. LexAI may be running:
 * stored files never change, and none is deleted until the backup ends. The archive has mode 0600 and gets its final name when it is
 * complete. `missing` lists referenced files that are not in the storage. Throws a UserError.
 */
export async function writeBackup(
  target: string,
  { databaseUrl, secretsFile }: { databaseUrl: string; secretsFile: string },
): Promise<BackupSummary> {
  const partial = `${target}.part`
  const workDir = await mkdtemp(path.join(path.dirname(path.resolve(target)), '.lexai-backup-'))
  const client = new pg.Client(connectionConfig(databaseUrl, 'lexai backup'))
  try {
    await client.connect()
    await acquireBackupLock(client)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const manifest = await describeDatabase(client)
    for (const table of manifest.tables) await dumpTable(client, table, workDir)
    manifest.sequences = await readSequences(client)
    const { missing, present } = await findFiles(client)
    await writeArchive(partial, { ...manifest, files: present }, { workDir, secretsFile })
    await rename(partial, target)
    return { files: present.length, bytes: (await stat(target)).size, missing }
  } finally {
    await client.end().catch(() => {})
    await rm(workDir, { recursive: true, force: true })
    await rm(partial, { force: true })
  }
}

async function acquireBackupLock(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1, $2) AS free', [...backupLock])
  if (rows[0].free) return
  // Transactions that are deleting files hold the lock for a short time.
  await client.query(`SET lock_timeout = '20s'`)
  await client.query('SELECT pg_advisory_lock($1, $2)', [...backupLock]).catch(() => {
    throw new UserError('Another backup of this LexAI is running.')
  })
}

async function describeDatabase(client: pg.Client): Promise<Manifest> {
  const { rows: migrations } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  )
  const { rows: jobs } = await client.query<{ id: number }>('SELECT max(id) AS id FROM graphile_worker.migrations')
  const { rows: tables } = await client.query<BackupTable>(
    `SELECT n.nspname AS schema, c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')
       AND NOT (n.nspname = 'public' AND c.relname = '_prisma_migrations')
       AND NOT (n.nspname = 'graphile_worker' AND c.relname = 'migrations')
     GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return {
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: migrations.map(({ name }) => name),
    jobsMigration: Number(jobs[0]?.id ?? 0),
    tables,
    sequences: [],
    files: [],
  }
}

async function dumpTable(client: pg.Client, table: BackupTable, workDir: string): Promise<void> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  const rows = client.query(copyTo(`COPY ${name} (${columns}) TO STDOUT`))
  await pipeline(rows, createGzip(), createWriteStream(workFile(workDir, table), { mode: 0o600 }))
}

/** Sequences are not part of the snapshot. They are read last, so that their values are never behind the rows. */
async function readSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query(
    `SELECT schemaname AS schema, sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname IN ('public', 'graphile_worker') AND last_value IS NOT NULL`,
  )
  return rows
}

/** Finds the stored files of the snapshot. A missing file is reported only if a version refers to it. */
async function findFiles(client: pg.Client) {
  const { rows } = await client.query<{ sha256: string; isUsed: boolean }>(
    `SELECT b.sha256, EXISTS (SELECT FROM "DocumentVersion" v WHERE v.sha256 = b.sha256) AS "isUsed" FROM "Blob" b`,
  )
  const present: Manifest['files'] = []
  const missing: string[] = []
  for (const { sha256, isUsed } of rows) {
    const bytes = await storage.size(sha256)
    if (bytes !== null) present.push({ sha256, bytes })
    else if (isUsed) missing.push(sha256)
  }
  return { present, missing }
}

async function writeArchive(
  file: string,
  manifest: Manifest,
  { workDir, secretsFile }: { workDir: string; secretsFile: string },
): Promise<void> {
  const archive = pack()
  const written = pipeline(archive, createWriteStream(file, { mode: 0o600, flush: true }))
  const add = async () => {
    await addBytes(archive, manifestName, Buffer.from(JSON.stringify(manifest)))
    await addBytes(archive, secretsName, await readFile(secretsFile))
    for (const table of manifest.tables) {
      const source = workFile(workDir, table)
      await addStream(archive, tableEntry(table), (await stat(source)).size, createReadStream(source))
    }
    for (const { sha256, bytes } of manifest.files) {
      await addStream(archive, fileEntry(sha256), bytes, Readable.fromWeb((await storage.read(sha256)) as never))
    }
    archive.finalize()
  }
  await Promise.all([
    written,
    add().catch((error) => {
      archive.destroy(error)
      throw error
    }),
  ])
}

async function addBytes(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  await addStream(archive, name, bytes.byteLength, Readable.from([bytes]))
}

async function addStream(archive: Pack, name: string, size: number, source: Readable): Promise<void> {
  await pipeline(source, archive.entry({ name, size, mode: 0o600 }))
}

function workFile(workDir: string, { schema, name }: BackupTable): string {
  return path.join(workDir, `${schema}.${name}`)
}
