import { applicationRole, applicationUrl } from '../../lib/core/db/application-role.ts'
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../lib/core/db/embedded-postgres.ts'
import { migrate } from '../../lib/core/db/migrate.ts'
import { UserError } from '../../lib/core/db/user-error.ts'
import { loadSecrets } from './secrets.ts'
import { dataDir } from './settings.ts'

export type Database = { isEmbedded: boolean; stop: () => Promise<void> }

/**
 * Sets AUTH_SECRET and DATABASE_URL unless they are configured, starts the embedded PostgreSQL if it is needed, and applies migrations.
 * Throws a UserError if the database cannot be used.
 */
export async function openDatabase(): Promise<Database> {
  const { databasePassword } = setSecrets()
  if (process.env.DATABASE_URL) {
    await migrateGiven(process.env.DATABASE_URL)
    return { isEmbedded: false, stop: async () => {} }
  }
  const postgres = await startInDataDir(databasePassword)
  try {
    await connectToEmbedded(postgres.url, databasePassword)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { isEmbedded: true, stop: postgres.stop }
}

/** Like `openDatabase`, for a process that runs next to `npm start`: it uses the running embedded PostgreSQL and does not stop it. */
export async function connectToRunningDatabase(): Promise<void> {
  const { databasePassword } = setSecrets()
  if (process.env.DATABASE_URL) return migrateGiven(process.env.DATABASE_URL)
  const url = findEmbeddedPostgres(dataDir(), databasePassword)
  if (!url) throw new UserError(`LexAI is not running on ${dataDir()}. Run npm start, or set DATABASE_URL.`)
  await connectToEmbedded(url, databasePassword)
}

/** Creates the application's role in the embedded database and sets DATABASE_URL to connect with it; see application-role.ts. */
async function connectToEmbedded(ownerUrl: string, ownerPassword: string): Promise<void> {
  await migrate(ownerUrl, { ownerPassword, grantTo: applicationRole })
  process.env.DATABASE_URL = applicationUrl(ownerUrl, ownerPassword)
}

/** Migrates with the owner's role if LEXAI_DATABASE_OWNER_URL is set, and then grants privileges to the role of DATABASE_URL. */
async function migrateGiven(databaseUrl: string): Promise<void> {
  const ownerUrl = process.env.LEXAI_DATABASE_OWNER_URL
  if (!ownerUrl) {
    await migrate(databaseUrl)
    return
  }
  await migrate(ownerUrl, { grantTo: decodeURIComponent(new URL(databaseUrl).username) })
}

async function startInDataDir(password: string): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(dataDir(), password)
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException
    if (error instanceof UserError || !code || !syscall) throw error
    throw new UserError(`The data folder ${dataDir()} cannot be used (${message}).`)
  }
}

function setSecrets() {
  const secrets = loadSecrets(dataDir())
  process.env.LEXAI_DATA_DIR = dataDir()
  process.env.AUTH_SECRET ||= secrets.authSecret
  return secrets
}
