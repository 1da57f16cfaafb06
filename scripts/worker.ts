import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { shutDownInOrder } from './support/shutdown.ts'
import { requireStorage } from './support/storage.ts'
import { fail, say } from './support/terminal.ts'

// npm run worker: reads documents and sends mail beside a LexAI that serves with LEXAI_WORKERS=0. As many as are wanted.
let stopJobs = async () => {}
let closeConnections = async () => {}
shutDownInOrder(() => [[() => stopJobs()], [() => closeConnections()]])

try {
  loadSettings()
  await connectToRunningDatabase()
  await requireStorage()
  const [{ env }, { captureConsole }, { startJobs }, { jobs }, { pool }, { closeNotifications }] = await Promise.all([
    import('../lib/core/env.ts'),
    import('../lib/core/log.ts'),
    import('../lib/core/jobs/runner.ts'),
    import('../lib/jobs.ts'),
    import('../lib/core/db/client.ts'),
    import('../lib/core/db/notifications.ts'),
  ])
  closeConnections = async () => {
    await closeNotifications()
    await pool.end()
  }
  captureConsole()
  const runner = await startJobs({ concurrency: Math.max(1, env.workers), jobs })
  stopJobs = runner.stop
  say('The LexAI worker is ready')
} catch (error) {
  fail(error)
}
