import { spawnSync } from 'node:child_process'
import { UserError } from '#lib/core/db/user-error.ts'
import { fail, say } from '#scripts/support/terminal.ts'

// npm run bench [-- name…]: every measure, or those named, one after the other so that none disturbs another. A measure runs what
// it measures and what it is measured against in turns, and prints both side by side, in a process of its own: they share settings and
// connections with the LexAI that they start.
const measures: Record<string, () => Promise<void>> = {
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
  const unknown = names.find((name) => !(name in measures))
  if (unknown) throw new UserError(`there is no measure "${unknown}"; there are ${Object.keys(measures).join(', ')}.`)
  const wanted = Object.keys(measures).filter((name) => names.length === 0 || names.includes(name))
  const [only, ...more] = wanted
  if (only && more.length === 0) {
    say(`\n── ${only} ──`)
    await measures[only]?.()
    process.exit(0)
  }
  const codes = wanted.map(
    (name) => spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' }).status,
  )
  process.exit(codes.every((code) => code === 0) ? 0 : 1)
} catch (error) {
  fail(error)
}
