import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { loadBackup, readBackupHead } from '../lib/core/backup/read-backup.ts'
import { applicationRole } from '../lib/core/db/application-role.ts'
import { startEmbeddedPostgres } from '../lib/core/db/embedded-postgres.ts'
import { listMigrations, migrate } from '../lib/core/db/migrate.ts'
import { UserError } from '../lib/core/db/user-error.ts'
import { dataDir, loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run restore -- file: restores a backup into an empty data folder and, if DATABASE_URL is set, into that empty database. It restores to
// a temporary folder that finally replaces the data folder, so that a failed restore leaves nothing behind.
let target = ''
let workDir = ''
try {
  loadSettings()
  target = dataDir()
  workDir = `${target}.restoring`
  const file = process.argv[2]
  if (!file || !existsSync(file)) throw new UserError('specify the backup: npm run restore -- lexai-backup.tar')
  await requireEmptyFolder()
  const { manifest, secrets } = await readBackupHead(file)
  await rm(workDir, { recursive: true, force: true })
  await mkdir(workDir, { recursive: true, mode: 0o700 })
  await writeFile(path.join(workDir, 'secrets.json'), secrets, { mode: 0o600 })
  process.env.LEXAI_DATA_DIR = workDir
  process.env.AUTH_SECRET ||= JSON.parse(secrets.toString()).authSecret
  await restoreDatabase(file, manifest, JSON.parse(secrets.toString()).databasePassword)
  if (existsSync(target)) await rmdir(target)
  await rename(workDir, target)
  printLine(
    `Restored the backup of ${manifest.madeAt} with ${manifest.files.length} stored files. Start LexAI with npm start.`,
  )
  process.exit(0)
} catch (error) {
  if (workDir) await rm(workDir, { recursive: true, force: true })
  exitWithError(error)
}

async function requireEmptyFolder(): Promise<void> {
  const entries = await readdir(target).catch(() => [])
  if (entries.length > 0)
    throw new UserError(`the data folder ${target} is not empty. Set LEXAI_DATA_DIR to another folder.`)
}

async function restoreDatabase(
  file: string,
  manifest: Awaited<ReturnType<typeof readBackupHead>>['manifest'],
  ownerPassword: string,
) {
  const known = listMigrations()
  const migrations = known.filter(({ name }) => manifest.migrations.includes(name))
  if (migrations.length < manifest.migrations.length) {
    throw new UserError('The backup was created by a newer version of LexAI. Restore it with that version.')
  }
  const given = process.env.LEXAI_DATABASE_OWNER_URL || process.env.DATABASE_URL
  if (given) {
    await migrate(given, {}, migrations)
    return loadBackup(file, given, manifest)
  }
  const postgres = await startEmbeddedPostgres(workDir, ownerPassword)
  try {
    await migrate(postgres.url, { ownerPassword, grantTo: applicationRole }, migrations)
    await loadBackup(file, postgres.url, manifest)
  } finally {
    await postgres.stop()
  }
}
