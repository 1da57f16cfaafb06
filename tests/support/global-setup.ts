import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FullConfig } from '@playwright/test'
import pg from 'pg'
import { applicationRole } from '#lib/core/db/application-role.ts'
import { startEmbeddedPostgres } from '#lib/core/db/embedded-postgres.ts'
import { migrate } from '#lib/core/db/migrate.ts'
import { buildIfNeeded, isBuilt } from '#scripts/support/build.ts'
import { announceTestRun, ownerPassword, ownerUrl, type TestRun } from './test-run.ts'

const template = 'template_migrated'

/** Starts one PostgreSQL and prepares one build for the run; each worker copies the migrated database and starts its own server. */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lexai-test-'))
  const postgres = await startEmbeddedPostgres(join(folder, 'database'), ownerPassword)
  const tearDown = async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const distDir = await prepareBuild()
    const ports = await Promise.all(Array.from({ length: config.workers }, findFreePort))
    const run: TestRun = { postgresUrl: postgres.url, template, folder, distDir, ports }
    await createTemplate(run)
    announceTestRun(run)
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

/** Uses the build of `npm start` when it is up to date, else makes a separate one, so that a running server is not affected. */
async function prepareBuild(): Promise<string> {
  const isUnitOnly = process.argv.some((word) => word === '--project=unit')
  if (process.env.LEXAI_TEST_DEV || isUnitOnly) return '.next-test'
  if (isBuilt('.next')) return '.next'
  await buildIfNeeded('.next-test', () => console.log('Building the app for the tests.'))
  return '.next-test'
}

async function createTemplate(run: TestRun): Promise<void> {
  const client = new pg.Client({ connectionString: run.postgresUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${template}`)
  await client.end()
  await migrate(ownerUrl(run, template), { ownerPassword, grantTo: applicationRole })
}

/** A TCP port that is free at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
