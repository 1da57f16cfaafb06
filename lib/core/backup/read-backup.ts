import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import { z } from 'zod'
import { connectionConfig } from '../db/connection.ts'
import { UserError } from '../db/user-error.ts'
import { storage } from '../storage/storage.ts'
import { fileEntry, type Manifest, manifestName, manifestSchema, secretsName, tableEntry } from './manifest.ts'

const manifestText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(manifestSchema)
const invalidArchive = 'It is not a backup of LexAI, or it is damaged.'

/** Reads the manifest and the secrets, the first two entries of a backup. Throws a UserError for an invalid archive. */
export async function readBackupHead(file: string): Promise<{ manifest: Manifest; secrets: Buffer }> {
  const found = new Map<string, Buffer>()
  for await (const entry of openArchive(file)) {
    if (entry.header.name !== manifestName && entry.header.name !== secretsName) break
    found.set(entry.header.name, await buffer(chunksOf(entry)))
  }
  const [manifest, secrets] = [found.get(manifestName), found.get(secretsName)]
  const parsed = manifestText.safeParse(manifest?.toString())
  if (!parsed.success || !secrets) throw new UserError(`${file} cannot be restored. ${invalidArchive}`)
  return { manifest: parsed.data, secrets }
}

/**
 * Loads a backup's rows into a migrated, empty database, and its files into the storage. All rows are loaded in one transaction, and the
 * SHA-256 of each file is verified. `databaseUrl` needs a superuser, because foreign keys are not checked; they were valid in the snapshot.
 * Throws a UserError for a truncated or incompatible archive.
 */
export async function loadBackup(file: string, databaseUrl: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client(connectionConfig(databaseUrl, 'lexai restore'))
  await client.connect()
  const tables = new Map(manifest.tables.map((table) => [tableEntry(table), table]))
  const files = new Set(manifest.files.map(({ sha256 }) => fileEntry(sha256)))
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await requireEmpty(client, manifest)
    for await (const entry of openArchive(file)) {
      const { name } = entry.header
      const table = tables.get(name)
      if (table) {
        const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
        const target = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
        const rows = client.query(copyFrom(`COPY ${target} (${columns}) FROM STDIN`))
        await pipeline(chunksOf(entry), createGunzip(), rows)
        tables.delete(name)
      } else if (files.has(name)) {
        await storeFile(chunksOf(entry), name)
        files.delete(name)
      } else {
        entry.resume()
      }
    }
    if (tables.size + files.size > 0) throw new UserError(`${file} is incomplete. ${invalidArchive}`)
    for (const { schema, name, value } of manifest.sequences) {
      const sequence = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
      await client.query('SELECT setval($1::regclass, $2::bigint)', [sequence, value])
    }
    await releaseJobs(client)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => {})
  }
}

async function requireEmpty(client: pg.Client, { jobsMigration }: Manifest): Promise<void> {
  const { rows } = await client.query('SELECT count(*)::int AS users FROM "User"')
  if (rows[0].users > 0) throw new UserError('The database is not empty. Restore into an empty database.')
  const { rows: jobs } = await client.query('SELECT max(id)::int AS id FROM graphile_worker.migrations')
  if (jobs[0].id === jobsMigration) return
  throw new UserError('The backup was created by another version of LexAI. Restore it with that version, then update.')
}

/** Unlocks the jobs that were running during the backup, so that they are executed again. */
async function releaseJobs(client: pg.Client): Promise<void> {
  await client.query('UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL')
  await client.query('UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL')
}

async function storeFile(entry: AsyncIterable<Uint8Array>, name: string): Promise<void> {
  const blob = await storage.writer()
  try {
    await pipeline(entry, blob.stream)
    const { sha256 } = await blob.finish()
    if (fileEntry(sha256) !== name) throw new UserError(`${name} is damaged in the backup.`)
    await blob.commit()
  } finally {
    await blob.abort()
  }
}

type Entry = AsyncIterable<Uint8Array> & { header: { name: string }; resume: () => unknown }

/** The archive's entries in order. Each has to be consumed or resumed before the next. Throws a UserError for an invalid archive. */
async function* openArchive(file: string): AsyncGenerator<Entry> {
  const archive = extract()
  const source = createReadStream(file)
  source.on('error', (error) => archive.destroy(error)).pipe(archive)
  try {
    for await (const entry of archive) yield entry as unknown as Entry
  } catch (error) {
    throw new UserError(`${file} cannot be restored: ${(error as Error).message}. ${invalidArchive}`)
  } finally {
    source.destroy()
  }
}

/** An entry's chunks. A generator, because Node's `pipeline` does not propagate errors of streams that are not Node's. */
async function* chunksOf(entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of entry) yield chunk
  } catch (error) {
    throw new UserError(`The backup is incomplete (${(error as Error).message}). ${invalidArchive}`)
  }
}
