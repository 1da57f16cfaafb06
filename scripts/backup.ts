import path from 'node:path'
import { findEmbeddedPostgres } from '../lib/core/db/embedded-postgres.ts'
import { UserError } from '../lib/core/db/user-error.ts'
import { connectToRunningDatabase } from './support/database.ts'
import { loadSecrets } from './support/secrets.ts'
import { dataDir, loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run backup [-- file]: writes one consistent archive of database, files and secrets while LexAI is running.
try {
  loadSettings()
  const given = process.env.LEXAI_DATABASE_OWNER_URL || process.env.DATABASE_URL
  const isSecretGiven = Boolean(process.env.AUTH_SECRET)
  const { databasePassword } = loadSecrets(dataDir())
  const databaseUrl = given || findEmbeddedPostgres(dataDir(), databasePassword)
  if (!databaseUrl) throw new UserError(`LexAI is not running on ${dataDir()}. Run npm start, or set DATABASE_URL.`)
  await connectToRunningDatabase()
  const { writeBackup } = await import('../lib/core/backup/write-backup.ts')
  const time = new Date().toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
  const target = path.resolve(process.argv[2] ?? `lexai-backup-${time}.tar`)
  const secretsFile = path.join(dataDir(), 'secrets.json')
  const { files, bytes, missing } = await writeBackup(target, { databaseUrl, secretsFile })
  printLine(`Wrote ${target}: the database and ${files} stored files, ${Math.ceil(bytes / 2 ** 20)} MiB.`)
  printLine('It contains the secrets: store it where only you can read it.')
  if (isSecretGiven)
    printLine('It does not contain the AUTH_SECRET that you set. Keep it as well: it is needed to restore sign-in.')
  for (const sha256 of missing) printLine(`Missing in the storage and therefore in the backup: ${sha256}`)
  process.exit(missing.length > 0 ? 1 : 0)
} catch (error) {
  exitWithError(error)
}
