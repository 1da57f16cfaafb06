import { test as base } from '@playwright/test'
import pg from 'pg'
import { type Api, type Credential, createApiClient } from './api.ts'
import { type Instance, startInstance } from './instance.ts'
import { createUser, type Person, signIn } from './people.ts'
import { databaseName, testRun } from './test-run.ts'

type Tools = {
  /** Creates an API client for the worker's server, or for another instance. */
  api: (as: Credential, instance?: Instance) => Promise<Api>
  /** Signs in in the test's browser, as a new editor by default. */
  login: (person?: Person) => Promise<Person>
  /** Starts another server on the same database and data folder, and stops it after the test. */
  startInstance: (env?: Record<string, string | undefined>) => Promise<Instance>
}
type WorkerTools = {
  /** The worker's own new database, to which `#lib/core/db/client.ts` connects. */
  database: string
  /** The worker's own server. */
  server: Instance
}

/** The base of every test that needs the server or its database. See README.md in this folder. */
export const test = base.extend<Tools, WorkerTools>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      await copyDatabase()
      const { db, pool } = await import('#lib/core/db/client.ts')
      await use(databaseName())
      await db.$disconnect()
      await pool.end()
    },
    { scope: 'worker' },
  ],

  server: [
    async ({ database: _database }, use) => {
      const server = await startInstance({ PORT: process.env.PORT })
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: async ({ server }, use) => use(server.baseUrl),

  api: async ({ server }, use) => {
    await use((as, instance = server) => createApiClient(instance.baseUrl, as))
  },

  // Depends on `server`, which creates the database.
  startInstance: async ({ server: _server }, use) => {
    const started: Instance[] = []
    await use(async (env) => {
      const instance = await startInstance(env)
      started.push(instance)
      return instance
    })
    await Promise.all(started.map((instance) => instance.stop()))
  },

  login: async ({ context, server }, use) => {
    await use(async (person) => {
      const who = person ?? (await createUser())
      const { cookieName: name, cookieValue: value } = await signIn(who)
      await context.addCookies([{ name, value, url: server.baseUrl, httpOnly: true, sameSite: 'Lax' }])
      return who
    })
  },
})

export { expect } from '@playwright/test'

async function copyDatabase(): Promise<void> {
  const { postgresUrl, template } = testRun()
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    // PostgreSQL cannot copy a template database twice at the same time.
    await client.query('SELECT pg_advisory_lock(1)')
    await client.query(`DROP DATABASE IF EXISTS ${databaseName()} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${databaseName()} TEMPLATE ${template}`)
  } finally {
    await client.end()
  }
}
