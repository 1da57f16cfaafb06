import path from 'node:path'
import { findEmbeddedPostgres } from '../lib/core/db/embedded-postgres.ts'
import { UserError } from '../lib/core/db/user-error.ts'
import { connectToRunningDatabase } from './support/database.ts'
import { loadSecrets } from './support/secrets.ts'
import { dataDir, loadSettings } from './support/settings.ts'
import { fail, say } from './support/terminal.ts'

// npm run backup [-- file]: one consistent archive of database, files and secrets, beside a LexAI that runs.
try {
  loadSettings()
  const given = process.env.LEXAI_DATABASE_OWNER_URL || process.env.DATABASE_URL
  const isSecretGiven = Boolean(process.env.AUTH_SECRET)
  const { databasePassword } = loadSecrets(dataDir())
  const databaseUrl = given || findEmbeddedPostgres(dataDir(), databasePassword)
  if (!databaseUrl) throw new UserError(`no LexAI runs on ${dataDir()}. Run npm start first, or set DATABASE_URL.`)
  await connectToRunningDatabase()
  const { writeBackup } = await import('../lib/core/backup/write-backup.ts')
  const time = new Date().toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
  const target = path.resolve(process.argv[2] ?? `lexai-backup-${time}.tar`)
  const secretsFile = path.join(dataDir(), 'secrets.json')
  const { files, bytes, missing } = await writeBackup(target, { databaseUrl, secretsFile })
  say(`Wrote ${target}: the database and ${files} stored files, ${Math.ceil(bytes / 2 ** 20)} MiB.`)
  say('It holds the secrets too: keep it where nobody else reads it.')
  if (isSecretGiven)
    say('AUTH_SECRET is set by you and is not in it: keep that too, for without it nobody can sign in.')
  for (const sha256 of missing) say(`Missing in the storage, and so in the backup: ${sha256}`)
  process.exit(missing.length > 0 ? 1 : 0)
} catch (error) {
  fail(error)
}
