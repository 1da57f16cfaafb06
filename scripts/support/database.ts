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

const nothingToStop = async () => {}

/**
 * Sets AUTH_SECRET and DATABASE_URL where the person has not, starting the embedded PostgreSQL, and brings the database up to date.
 * Throws a UserError where the database cannot be used.
 */
export async function openDatabase(): Promise<Database> {
  const { databasePassword } = setSecrets()
  if (process.env.DATABASE_URL) {
    await migrateGiven(process.env.DATABASE_URL)
    return { isEmbedded: false, stop: nothingToStop }
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

/** The same for a process that works beside `npm start`: it finds the embedded PostgreSQL running and never ends it. */
export async function connectToRunningDatabase(): Promise<void> {
  const { databasePassword } = setSecrets()
  if (process.env.DATABASE_URL) return migrateGiven(process.env.DATABASE_URL)
  const url = findEmbeddedPostgres(dataDir(), databasePassword)
  if (!url) throw new UserError(`no LexAI runs on ${dataDir()}. Run npm start first, or set DATABASE_URL.`)
  await connectToEmbedded(url, databasePassword)
}

/** The application's role is made in the embedded database, and the application connects as it: see application-role.ts. */
async function connectToEmbedded(ownerUrl: string, ownerPassword: string): Promise<void> {
  await migrate(ownerUrl, { ownerPassword, grantTo: applicationRole })
  process.env.DATABASE_URL = applicationUrl(ownerUrl, ownerPassword)
}

/** Migrates as the owner where one is named, and gives the role of DATABASE_URL what the application needs. */
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
