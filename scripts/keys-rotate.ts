import { connectToRunningDatabase } from './support/database.ts'
import { loadSettings } from './support/settings.ts'
import { fail, say } from './support/terminal.ts'

// npm run keys:rotate: the next signing key takes over, and what an older AUTH_SECRET encrypted is encrypted with the newest.
// Beside a running LexAI; nobody is signed out. --force where the key in use may be known to somebody else.
try {
  loadSettings()
  await connectToRunningDatabase()
  const [{ rotateSigningKeys }, { reencryptPeppers }, { pool }] = await Promise.all([
    import('../lib/core/auth/signing-keys.ts'),
    import('../lib/core/auth/pepper.ts'),
    import('../lib/core/db/client.ts'),
  ])
  const resealed = await reencryptPeppers()
  const { rotated, reason, active, next, retiring } = await rotateSigningKeys({
    force: process.argv.includes('--force'),
  })
  say(rotated ? 'Rotated the signing keys.' : `Did not rotate: ${reason}. Try again in a few minutes, or use --force.`)
  say(`  signs now        ${active}`)
  say(`  signs next       ${next}`)
  say(`  still published  ${retiring.join(', ') || 'none'}`)
  if (resealed > 0) say('Encrypted the password pepper with the newest AUTH_SECRET.')
  await pool.end()
} catch (error) {
  fail(error)
}
