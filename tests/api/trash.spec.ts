import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { withVersion } from '#lib/processing/version-state.ts'
import type { Api } from '#tests/support/api.ts'
import { waitForBlockedBackends } from '#tests/support/blocked-backends.ts'
import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

let made = 0
/** Uploads a unique file and moves it to the trash. */
async function trash(api: Api, matterId?: string): Promise<{ id: string; sha256: string }> {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 trash ${process.pid} ${made++}`))
  const { id } = await uploadPdf(api, { bytes, wait: false, ...(matterId && { matterId }) })
  const { sha256 } = await (await api.get(`/documents/${id}`)).json()
  expect((await api.delete(`/documents/${id}`)).status).toBe(204)
  return { id, sha256 }
}

test('A document is purged exactly once, and its matter can be deleted afterwards', async ({ api }) => {
  const ada = await createUser()
  const own = await api(ada)
  const matter = await createMatter(own)
  const { id, sha256 } = await trash(own, matter.id)
  expect((await own.delete(`/matters/${matter.id}`)).status).toBe(409)
  const responses = await Promise.all([own.delete(`/trash/${id}`), own.delete(`/trash/${id}`)])
  expect(responses.map(({ status }) => status).sort()).toEqual([204, 404])
  expect((await own.delete(`/trash/${id}`)).status).toBe(404)
  expect((await own.post(`/documents/${id}/restore`)).status).toBe(404)
  expect([await storage.size(sha256), await db.blob.count({ where: { sha256 } })]).toEqual([null, 0])
  const events = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.purged' } })
  expect(events.map(({ actorId }) => actorId)).toEqual([ada.id])
  expect((await own.delete(`/matters/${matter.id}`)).status).toBe(204)
})

test('Purging a document that is not in the trash, or a malformed id, returns 404', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  for (const each of [id, 'nothing']) expect((await ada.delete(`/trash/${each}`)).status).toBe(404)
  expect((await ada.get(`/documents/${id}`)).status).toBe(200)
})

test('The trash returns 401 without a session, is empty for users without access, and a viewer cannot purge', async ({
  api,
}) => {
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

test('Emptying the trash purges only the given matter’s documents that were trashed before the given time', async ({
  api,
}) => {
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

test('Processing and purging lock the document before its version and do not deadlock', async ({ api }) => {
  const { id } = await uploadPdf(await api(await createUser()))
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const reading = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Document" WHERE id = ${id}::uuid FOR UPDATE`
    const read = withVersion(versionId, async () => 'read')
    await waitForBlockedBackends(tx)
    await tx.$executeRaw`UPDATE "DocumentVersion" SET "updatedAt" = now() WHERE id = ${versionId}::uuid`
    return { read }
  })
  expect(await reading.read).toBe('read')
})
