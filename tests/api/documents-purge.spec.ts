import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { lockBlob } from '#lib/documents/commands/blobs.ts'
import { deleteOrphanedFiles, purgeTrash } from '#lib/documents/commands/purge-trash.ts'
import type { Api } from '#tests/support/api.ts'
import { waitForBlockedBackends } from '#tests/support/blocked-backends.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const deletedLongAgo = new Date('2020-01-01')
const purgeBefore = new Date('2020-02-01')

let made = 0
function pdfBytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`%PDF-1.7 purge ${process.pid} ${made++}`))
}

/** Uploads a document and moves it to the trash with a deletion date beyond the retention time. */
async function trash(api: Api, bytes: Uint8Array<ArrayBuffer>): Promise<{ id: string; sha256: string }> {
  const { id } = await uploadPdf(api, { bytes })
  const { sha256 } = await (await api.get(`/documents/${id}`)).json()
  await api.delete(`/documents/${id}`)
  await db.document.update({ where: { id }, data: { deletedAt: deletedLongAgo } })
  return { id, sha256 }
}

test('A document past its retention time in the trash is purged with its file, and a recent one stays restorable', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const { id, sha256 } = await trash(ada, pdfBytes())
  const recent = await uploadPdf(ada, { bytes: pdfBytes(), wait: false })
  await ada.delete(`/documents/${recent.id}`)
  expect(await purgeTrash(purgeBefore)).toBe(1)
  expect((await ada.post(`/documents/${id}/restore`)).status).toBe(404)
  expect((await ada.post(`/documents/${recent.id}/restore`)).status).toBe(200)
  expect(await storage.size(sha256)).toBeNull()
  expect(await db.blob.count({ where: { sha256 } })).toBe(0)
  const events = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.purged' } })
  expect(events).toHaveLength(1)
})

test('A purge keeps the file while another document refers to the same bytes', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes()
  const other = await uploadPdf(ada, { bytes, wait: false })
  const { sha256 } = await trash(ada, bytes)
  await purgeTrash(purgeBefore)
  expect(await storage.size(sha256)).toBe(bytes.byteLength)
  expect((await ada.get(`/documents/${other.id}/content`)).status).toBe(200)
})

for (const order of [
  ['purge', 'upload', 'upload'],
  ['upload', 'purge', 'upload'],
] as const) {
  test(`A purge does not remove the file of concurrent uploads of the same bytes (${order.join(', ')})`, async ({
    api,
  }) => {
    const ada = await api(await createUser())
    const bytes = pdfBytes()
    const { sha256 } = await trash(ada, bytes)
    const uploads: Promise<{ id: string }>[] = []
    const purge = () => purgeTrash(purgeBefore)
    const upload = () => {
      const uploaded = uploadPdf(ada, { bytes, wait: false })
      uploads.push(uploaded)
      return uploaded
    }
    const started = await db.$transaction(
      async (tx) => {
        // PostgreSQL grants an advisory lock in the order of the requests, so the order of the steps is certain.
        await lockBlob(tx, sha256)
        const waiting: Promise<unknown>[] = []
        for (const step of order) {
          waiting.push(step === 'purge' ? purge() : upload())
          await waitForBlockedBackends(tx, { count: waiting.length, statement: /pg_advisory_xact_lock/ })
        }
        return waiting
      },
      { timeout: 60_000 },
    )
    await Promise.all(started)
    for (const { id } of await Promise.all(uploads)) {
      const content = await ada.get(`/documents/${id}/content`)
      expect(Buffer.compare(await content.bytes(), bytes)).toBe(0)
    }
  })
}

test('Orphan removal deletes stored files that no row refers to, after the grace period, and keeps the others', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { bytes: pdfBytes(), wait: false })
  const writer = await storage.writer()
  writer.stream.write('left by a process that was killed')
  const { sha256 } = await writer.commit()
  await deleteOrphanedFiles(60_000)
  expect(await storage.size(sha256)).not.toBeNull()
  await deleteOrphanedFiles(0)
  expect(await storage.size(sha256)).toBeNull()
  expect((await ada.get(`/documents/${id}/content`)).status).toBe(200)
})
