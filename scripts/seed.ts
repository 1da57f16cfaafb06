import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { fail, say } from './support/terminal.ts'

// npm run seed: something to look at, beside a LexAI that runs.
try {
  loadSettings()
  await connectToRunningDatabase()
  const { seed } = await import('../prisma/seed.ts')
  for (const line of await seed()) say(line)
  process.exit(0)
} catch (error) {
  fail(error)
}
