import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run seed: adds sample users and documents while LexAI is running.
try {
  loadSettings()
  await connectToRunningDatabase()
  const { seed } = await import('../prisma/seed.ts')
  for (const line of await seed()) printLine(line)
  process.exit(0)
} catch (error) {
  exitWithError(error)
}
