import { quantile, withInstances } from './lexai-instances.ts'

const rounds = Number(process.env.LEXAI_BENCH_REVOCATIONS ?? 1000)

/**
 * Repeatedly ends a session on one instance and immediately uses it on another, with a cookie, an access token or a refresh token. Measures
 * how often it was still accepted (must be zero), and the time from the response to DELETE until the 401.
 */
export async function benchRevocation(): Promise<void> {
  await withInstances(2, {}, async ([one, other]) => {
    const { createUser, openApiSession, signIn } = await import('#tests/support/people.ts')
    const { createRefreshToken } = await import('#lib/sessions/commands/issue-tokens.ts')
    const { db } = await import('#lib/core/db/client.ts')
    const admin = await signIn(await createUser({ role: 'admin' }))
    const asAdmin = { Cookie: admin.cookie, 'Sec-Fetch-Site': 'same-origin' }
    const person = await createUser()
    const bystander = await signIn(person)
    const url = (path: string) => `${other?.baseUrl}/api/v1${path}`
    const times: number[] = []
    let late = 0
    for (let round = 0; round < 3 * rounds; round++) {
      const session = round % 3 === 0 ? await signIn(person) : await openApiSession(person)
      const refreshToken = await db.$transaction((tx) => createRefreshToken(tx, session.id, null))
      const credential: Record<string, string> =
        'cookie' in session ? { Cookie: session.cookie } : { Authorization: `Bearer ${session.accessToken}` }
      const use = () => fetch(url('/me'), { headers: credential })
      const refresh = () =>
        fetch(url('/tokens'), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ refreshToken }),
        })
      const before = await use()
      await before.arrayBuffer()
      if (before.status !== 200) throw new Error(`The session did not work before: ${before.status}`)
      const ended = await fetch(`${one?.baseUrl}/api/v1/users/${person.id}/sessions/${session.id}`, {
        method: 'DELETE',
        headers: asAdmin,
      })
      if (ended.status !== 204) throw new Error(`The session was not ended: ${ended.status}`)
      const startedAt = performance.now()
      const after = await (round % 3 === 2 ? refresh() : use())
      times.push(performance.now() - startedAt)
      await after.arrayBuffer()
      if (after.status !== 401) late++
    }
    const untouched = await fetch(url('/me'), { headers: { Cookie: bystander.cookie } })
    console.log(
      `revocation: ${rounds} sessions for each credential, ended on one instance and used on the other at once`,
    )
    console.log(`  still worked     ${String(late).padStart(8)}`)
    console.log(`  DELETE → 401 p50 ${quantile(times, 0.5).toFixed(1).padStart(8)} ms`)
    console.log(`  DELETE → 401 p99 ${quantile(times, 0.99).toFixed(1).padStart(8)} ms (at most 50 ms)`)
    console.log(`  the other session of the same person: ${untouched.status}`)
  })
}
