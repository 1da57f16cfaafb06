import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run reprocess: enqueues all documents for processing again, with the lowest priority. Run it while LexAI is running.
try {
  loadSettings()
  await connectToRunningDatabase()
  const { readAllAgain } = await import('../lib/ingest/read-again.ts')
  const count = await readAllAgain()
  printLine(
    `${count} ${count === 1 ? 'file waits' : 'files wait'} to be read again; the Ingest page of Administration shows how far it is.`,
  )
  process.exit(0)
} catch (error) {
  exitWithError(error)
}
