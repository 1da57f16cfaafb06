import { findEmbeddedPostgres, startEmbeddedPostgres } from '../../lib/core/db/embedded-postgres.ts'
import { migrate } from '../../lib/core/db/migrate.ts'
import { UserError } from '../../lib/core/db/user-error.ts'
import { loadSecrets } from './secrets.ts'
import { dataDir } from './settings.ts'

export type Database = { isEmbedded: boolean; stop: () => Promise<void> }

const nothingToStop = async () => {}

/** Sets AUTH_SECRET and DATABASE_URL where the person has not, starting the embedded PostgreSQL, and brings the database up to date. */
export async function openDatabase(): Promise<Database> {
  const { databasePassword } = setSecrets()
  if (process.env.DATABASE_URL) {
    await migrate(process.env.DATABASE_URL)
    return { isEmbedded: false, stop: nothingToStop }
  }
  const postgres = await startEmbeddedPostgres(dataDir(), databasePassword)
  process.env.DATABASE_URL = postgres.url
  try {
    await migrate(postgres.url)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { isEmbedded: true, stop: postgres.stop }
}

/** The same for a process that works beside `npm start`: it finds the embedded PostgreSQL running and never ends it. */
export async function joinDatabase(): Promise<void> {
  const { databasePassword } = setSecrets()
  const url = process.env.DATABASE_URL || findEmbeddedPostgres(dataDir(), databasePassword)
  if (!url) throw new UserError(`no LexAI runs on ${dataDir()}. Run npm start first, or set DATABASE_URL.`)
  process.env.DATABASE_URL = url
  await migrate(url)
}

function setSecrets() {
  const secrets = loadSecrets(dataDir())
  process.env.LEXAI_DATA_DIR = dataDir()
  process.env.AUTH_SECRET ||= secrets.authSecret
  return secrets
}
