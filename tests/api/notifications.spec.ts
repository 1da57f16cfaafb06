import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'

type Backend = { pid: number }

/** The LISTEN connections of the servers on this database. */
function listListeners(): Promise<Backend[]> {
  return db.$queryRaw<Backend[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'lexai listen' AND query LIKE 'LISTEN%' ORDER BY pid`
}

test('A lost LISTEN connection is replaced each time, and receives later notifications', async ({
  server,
  startInstance,
  api,
}) => {
  const other = await startInstance({ AUTH_URL: server.baseUrl, LEXAI_WORKERS: '0' })
  const person = await createUser()
  const ada = await api(person)
  const { id } = await uploadPdf(ada)
  // The stream of a document that is never settled stays open.
  await db.documentVersion.updateMany({ where: { documentId: id }, data: { status: 'processing', settledAt: null } })
  const open = async (cookie: string) => {
    const stream = await fetch(`${other.baseUrl}/api/v1/documents/${id}/events`, { headers: { Cookie: cookie } })
    expect(stream.status).toBe(200)
    return { text: stream.text() }
  }
  await expect.poll(async () => (await listListeners()).length).toBe(2)
  for (let round = 0; round < 3; round++) {
    const session = await signIn(person)
    // The stream is closed with a reconnect event once the server listens again, as notifications may have been missed.
    const before = await open(session.cookie)
    const lost = await listListeners()
    for (const { pid } of lost) await db.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`
    expect(await before.text).toContain('"reason":"reconnect"')
    const isReplaced = async () => {
      const now = await listListeners()
      return now.length === 2 && now.every(({ pid }) => lost.every((each) => each.pid !== pid))
    }
    await expect.poll(isReplaced).toBe(true)

    const after = await open(session.cookie)
    expect((await ada.delete(`/sessions/${session.id}`)).status).toBe(204)
    expect(await after.text).toContain('"reason":"session_revoked"')
  }
  for (const each of [server, other]) expect((await fetch(`${each.baseUrl}/api/v1/health`)).status).toBe(200)
  expect(await listListeners()).toHaveLength(2)
})
