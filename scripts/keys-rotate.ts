import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { exitWithError, printLine } from './support/terminal.ts'

// npm run keys:rotate: activates the next signing key, and encrypts stored keys again with the newest AUTH_SECRET. Run it while LexAI is
// running; no user is signed out. Use --force if the active key is compromised.
try {
  loadSettings()
  await connectToRunningDatabase()
  const [{ rotateSigningKeys }, { reencryptPeppers }, { pool }] = await Promise.all([
    import('../lib/core/auth/signing-keys.ts'),
    import('../lib/core/auth/pepper.ts'),
    import('../lib/core/db/client.ts'),
  ])
  const reencrypted = await reencryptPeppers()
  const { rotated, reason, active, next, retiring } = await rotateSigningKeys({
    force: process.argv.includes('--force'),
  })
  printLine(
    rotated ? 'Rotated the signing keys.' : `Did not rotate: ${reason}. Try again in a few minutes, or use --force.`,
  )
  printLine(`  signs now        ${active}`)
  printLine(`  signs next       ${next}`)
  printLine(`  still published  ${retiring.join(', ') || 'none'}`)
  if (reencrypted > 0) printLine('Encrypted the password pepper with the newest AUTH_SECRET.')
  await pool.end()
} catch (error) {
  exitWithError(error)
}
