import { once } from 'node:events'
import { createServer } from 'node:net'
import { UserError } from '../lib/core/db/user-error.ts'
import { buildIfNeeded } from './support/build.ts'
import { type Database, openDatabase } from './support/database.ts'
import { ensureFirstAdmin } from './support/first-admin.ts'
import { generateIfNeeded } from './support/generated.ts'
import { loadSettings } from './support/settings.ts'
import { shutDownInOrder } from './support/shutdown.ts'
import { requireStorage } from './support/storage.ts'
import { fail, say } from './support/terminal.ts'

// npm start: everything that LexAI needs, in this one process and the PostgreSQL it starts.
const port = Number(process.env.PORT || 3000)
const distDir = process.env.LEXAI_DIST_DIR || '.next'
process.env.LEXAI_DIST_DIR = distDir
Object.assign(process.env, { NODE_ENV: 'production' })

let database: Promise<Database> | null = null
let stopServer = async () => {}
let stopJobs = async () => {}
let closeConnections = async () => {}
const end = shutDownInOrder(() => [
  [() => stopServer(), () => stopJobs()],
  [() => closeConnections()],
  [async () => (await database)?.stop()],
])

try {
  loadSettings()
  await checkPort()
  await generateIfNeeded()
  const build = buildIfNeeded(distDir, () => say('Building the app. This happens once for each version.'))
  build.catch(() => {})
  database = openDatabase()
  await database
  await requireStorage()
  await build
  await serve()
} catch (error) {
  const opened = await database?.catch(() => null)
  await opened?.stop()
  fail(error)
}

async function serve(): Promise<void> {
  const [{ env }, { closeNotifications }, { pool }, { flushSummaries }] = await Promise.all([
    import('../lib/core/env.ts'),
    import('../lib/core/db/notifications.ts'),
    import('../lib/core/db/client.ts'),
    import('../lib/audit/summary.ts'),
  ])
  closeConnections = async () => {
    await flushSummaries()
    await closeNotifications()
    await pool.end()
  }
  await ensureFirstAdmin()
  const { startServer } = await import('../server.ts')
  const server = await startServer({ port: env.port })
  stopServer = server.close
  if (env.workers > 0) {
    const [{ startJobs }, { jobs }] = await Promise.all([
      import('../lib/core/jobs/runner.ts'),
      import('../lib/jobs.ts'),
    ])
    const runner = await startJobs({ concurrency: env.workers, jobs })
    stopJobs = runner.stop
  }
  say(`LexAI is ready on ${env.publicOrigin}`)
}

/** Before anything is built: a port that is taken is no use. */
async function checkPort(): Promise<void> {
  const probe = createServer()
  try {
    probe.listen(port)
    await once(probe, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UserError(`port ${port} is taken. Choose another with PORT.`)
    throw new UserError(`port ${port} cannot be used (${code}).`)
  }
  probe.close()
  await once(probe, 'close')
}
void end
