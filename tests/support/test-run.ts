import { join } from 'node:path'
import { applicationUrl } from '../../lib/core/db/application-role.ts'

/** The resources that the global setup creates for a test run. */
export type TestRun = {
  /** The PostgreSQL of the run, and the migrated database that each worker copies. */
  postgresUrl: string
  template: string
  /** The folder for all files of the run. */
  folder: string
  distDir: string
  /** A free port for each worker's server. */
  ports: number[]
}

const variable = 'LEXAI_TEST_RUN'

export const admin = { email: 'admin@example.com', password: 'a password for the tests' }
/** The foreign origin that the test servers allow. */
export const listedOrigin = 'http://localhost:5173'
const authSecret = 'the secret of the tests and of nothing but the tests'

export function announceTestRun(run: TestRun): void {
  process.env[variable] = JSON.stringify(run)
}

export function findTestRun(): TestRun | null {
  const text = process.env[variable]
  return text ? (JSON.parse(text) as TestRun) : null
}

export function testRun(): TestRun {
  const run = findTestRun()
  if (!run) throw new Error('The global setup has not run')
  return run
}

/** The index of this parallel worker. */
export function workerIndex(): number {
  return Number(process.env.TEST_PARALLEL_INDEX ?? 0)
}

export function databaseName(): string {
  return `worker_${workerIndex()}`
}

/** The password of the role that owns all databases of the run. */
export const ownerPassword = 'test'

/** The connection URL of a database of the run, as its owner. */
export function ownerUrl(run: TestRun, name: string): string {
  const url = new URL(run.postgresUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Sets the environment of the worker's server in this process, so that tests can use modules of lib directly. */
export function joinTestRun(): void {
  const run = findTestRun()
  if (!run || process.env.TEST_PARALLEL_INDEX === undefined) return
  const port = String(run.ports[workerIndex()])
  Object.assign(process.env, {
    PORT: port,
    AUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: authSecret,
    DATABASE_URL: applicationUrl(ownerUrl(run, databaseName()), ownerPassword),
    LEXAI_DATA_DIR: join(run.folder, databaseName()),
    LEXAI_DIST_DIR: run.distDir,
    LEXAI_ADMIN_EMAIL: admin.email,
    LEXAI_ADMIN_PASSWORD: admin.password,
    LEXAI_CORS_ORIGINS: listedOrigin,
    LEXAI_RATE_LIMIT_PER_MINUTE: '0',
    LEXAI_LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
  })
}
