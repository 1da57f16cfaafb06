import { UserError } from '#lib/core/db/user-error.ts'
import { fail, say } from '#scripts/support/terminal.ts'

// npm run bench [-- name…]: every measure, or those named, one after the other so that none disturbs another. A measure runs what
// it measures and what it is measured against in turns, and prints both side by side.
const measures: Record<string, () => Promise<void>> = {
  start: async () => (await import('./start.ts')).benchStart(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  upload: async () => (await import('./upload.ts')).benchUpload(),
  search: async () => (await import('./search.ts')).benchSearch(),
  'sign-in': async () => (await import('./sign-in.ts')).benchSignIn(),
  http: async () => (await import('./http.ts')).benchHttp(),
  revocation: async () => (await import('./revocation.ts')).benchRevocation(),
}

try {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !(name in measures))
  if (unknown) throw new UserError(`there is no measure "${unknown}"; there are ${Object.keys(measures).join(', ')}.`)
  for (const [name, measure] of Object.entries(measures)) {
    if (names.length > 0 && !names.includes(name)) continue
    say(`\n── ${name} ──`)
    await measure()
  }
  process.exit(0)
} catch (error) {
  fail(error)
}
