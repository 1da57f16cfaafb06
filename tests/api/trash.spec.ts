import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { withVersion } from '#lib/processing/version-state.ts'
import type { Api } from '#tests/support/api.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

let made = 0
/** Uploads a file like no other and puts it into the trash. */
async function trash(api: Api, matterId?: string): Promise<{ id: string; sha256: string }> {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 trash ${process.pid} ${made++}`))
  const { id } = await uploadPdf(api, { bytes, wait: false, ...(matterId && { matterId }) })
  const { sha256 } = await (await api.get(`/documents/${id}`)).json()
  expect((await api.delete(`/documents/${id}`)).status).toBe(204)
  return { id, sha256 }
}

test('a document is deleted for good, once, and its matter can go after it', async ({ api }) => {
  const ada = await createUser()
  const own = await api(ada)
  const matter = await createMatter(own)
  const { id, sha256 } = await trash(own, matter.id)
  expect((await own.delete(`/matters/${matter.id}`)).status).toBe(409)
  const answers = await Promise.all([own.delete(`/trash/${id}`), own.delete(`/trash/${id}`)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
  expect((await own.delete(`/trash/${id}`)).status).toBe(404)
  expect((await own.post(`/documents/${id}/restore`)).status).toBe(404)
  expect([await storage.size(sha256), await db.blob.count({ where: { sha256 } })]).toEqual([null, 0])
  const events = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.purged' } })
  expect(events.map(({ actorId }) => actorId)).toEqual([ada.id])
  expect((await own.delete(`/matters/${matter.id}`)).status).toBe(204)
})

test('what is not in the trash, or no id, is not found there', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  for (const each of [id, 'nothing']) expect((await ada.delete(`/trash/${each}`)).status).toBe(404)
  expect((await ada.get(`/documents/${id}`)).status).toBe(200)
})

test('nobody is asked to sign in, a stranger and an admin find nothing, a reader may not', async ({ api }) => {
  const ada = await api(await createUser())
  const matter = await createMatter(ada)
  const { id } = await trash(ada, matter.id)
  expect((await (await api(null)).delete(`/trash/${id}`)).status).toBe(401)
  for (const role of ['editor', 'admin'] as const) {
    const stranger = await api(await createUser({ role }))
    expect((await stranger.delete(`/trash/${id}`)).status).toBe(404)
    expect(await (await stranger.get('/trash')).json()).toEqual({ documents: 0, latest: null })
  }
  const reader = await createUser()
  await ada.put(`/matters/${matter.id}/members/${reader.id}`, { role: 'viewer' })
  const asReader = await api(reader)
  expect((await asReader.delete(`/trash/${id}`)).status).toBe(404)
  expect(await (await asReader.get('/trash')).json()).toEqual({ documents: 0, latest: null })
  expect((await (await api(await createUser({ role: 'viewer' }))).delete(`/trash/${id}`)).status).toBe(403)
  expect((await ada.post(`/documents/${id}/restore`)).status).toBe(200)
})

test('the trash is emptied of what was counted: one matter’s, and nothing that came later', async ({ api }) => {
  const ada = await api(await createUser())
  const [here, there] = [await createMatter(ada, 'Here'), await createMatter(ada, 'There')]
  for (let n = 0; n < 3; n++) await trash(ada, here.id)
  const kept = [await trash(ada, there.id)]
  const { documents, latest } = await (await ada.get(`/trash?matterId=${here.id}`)).json()
  expect(documents).toBe(3)
  kept.push(await trash(ada, here.id))
  const emptied = await ada.delete(`/trash?matterId=${here.id}&before=${latest}`)
  expect([emptied.status, await emptied.json()]).toEqual([200, { documents: 3 }])
  const left = (await (await ada.get('/documents?trashed=true')).json()).items as { id: string }[]
  expect(left.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort())
  for (const query of ['', '?before=now']) expect((await ada.delete(`/trash${query}`)).status).toBe(422)
  expect(await (await ada.get('/trash?matterId=nothing')).json()).toEqual({ documents: 0, latest: null })
})

test('reading and purging take a document and its version in one order', async ({ api }) => {
  const { id } = await uploadPdf(await api(await createUser()))
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const waiting = async () => {
    const [row] = await db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return Number(row?.count)
  }
  const reading = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Document" WHERE id = ${id}::uuid FOR UPDATE`
    const read = withVersion(versionId, async () => 'read')
    await expect.poll(waiting).toBeGreaterThan(0)
    await tx.$executeRaw`UPDATE "DocumentVersion" SET "updatedAt" = now() WHERE id = ${versionId}::uuid`
    return { read }
  })
  expect(await reading.read).toBe('read')
})
