import { spawnSync } from 'node:child_process'
import { UserError } from '#lib/core/db/user-error.ts'
import { exitWithError, printLine } from '#scripts/support/terminal.ts'

// npm run bench [-- name…]: runs all or the named benchmarks sequentially. Each runs in its own process, because it shares settings and
// connections with the LexAI that it starts, and prints LexAI's figures next to those of its baseline.
const benchmarks: Record<string, () => Promise<void>> = {
  start: async () => (await import('./start.ts')).benchStart(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  health: async () => (await import('./health.ts')).benchHealth(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  upload: async () => (await import('./upload.ts')).benchUpload(),
  search: async () => (await import('./search.ts')).benchSearch(),
  'sign-in': async () => (await import('./sign-in.ts')).benchSignIn(),
  http: async () => (await import('./http.ts')).benchHttp(),
  streams: async () => (await import('./streams.ts')).benchStreams(),
  attacks: async () => (await import('./attacks.ts')).benchAttacks(),
  revocation: async () => (await import('./revocation.ts')).benchRevocation(),
}

try {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !(name in benchmarks))
  if (unknown)
    throw new UserError(`there is no benchmark "${unknown}". Available: ${Object.keys(benchmarks).join(', ')}.`)
  const selected = Object.keys(benchmarks).filter((name) => names.length === 0 || names.includes(name))
  const [only, ...more] = selected
  if (only && more.length === 0) {
    printLine(`\n── ${only} ──`)
    await benchmarks[only]?.()
    process.exit(0)
  }
  const codes = selected.map(
    (name) => spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' }).status,
  )
  process.exit(codes.every((code) => code === 0) ? 0 : 1)
} catch (error) {
  exitWithError(error)
}
