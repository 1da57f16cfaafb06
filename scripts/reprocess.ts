import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run reprocess [-- <step>]: queues every version to be processed again behind everything else in the queue, as a whole or one step
// alone. LexAI may run meanwhile.
try {
  loadSettings()
  await connectToRunningDatabase()
  const { reprocessAll } = await import('../lib/processing/reprocess.ts')
  const count = await reprocessAll(process.argv[2])
  printLine(
    `${count} ${count === 1 ? 'file is' : 'files are'} queued to be processed again; the page Processing under Admin shows the progress.`,
  )
  process.exit(0)
} catch (error) {
  exitWithError(error)
}
