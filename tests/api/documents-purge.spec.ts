import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { deleteOrphanedFiles, purgeTrash } from '#lib/documents/commands/purge-trash.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

const longAgo = new Date('2020-01-01')
const afterThat = new Date('2020-02-01')

let made = 0
function pdfBytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`%PDF-1.7 purge ${process.pid} ${made++}`))
}

/** Uploads, and moves to the trash as of long ago. */
async function trash(api: Api, bytes: Uint8Array<ArrayBuffer>): Promise<{ id: string; sha256: string }> {
  const { id } = await uploadPdf(api, { bytes })
  const { sha256 } = await (await api.get(`/documents/${id}`)).json()
  await api.delete(`/documents/${id}`)
  await db.document.update({ where: { id }, data: { deletedAt: longAgo } })
  return { id, sha256 }
}

test('what has lain in the trash long enough goes, with its file', async ({ api }) => {
  const ada = await api(await createUser())
  const { id, sha256 } = await trash(ada, pdfBytes())
  const recent = await uploadPdf(ada, { bytes: pdfBytes(), wait: false })
  await ada.delete(`/documents/${recent.id}`)
  expect(await purgeTrash(afterThat)).toBe(1)
  expect((await ada.post(`/documents/${id}/restore`)).status).toBe(404)
  expect((await ada.post(`/documents/${recent.id}/restore`)).status).toBe(200)
  expect(await storage.size(sha256)).toBeNull()
  expect(await db.blob.count({ where: { sha256 } })).toBe(0)
  const events = await db.auditEvent.findMany({ where: { targetId: id, action: 'document.purged' } })
  expect(events).toHaveLength(1)
})

test('a file stays while another document has the same bytes', async ({ api }) => {
  const ada = await api(await createUser())
  const bytes = pdfBytes()
  const other = await uploadPdf(ada, { bytes, wait: false })
  const { sha256 } = await trash(ada, bytes)
  await purgeTrash(afterThat)
  expect(await storage.size(sha256)).toBe(bytes.byteLength)
  expect((await ada.get(`/documents/${other.id}/content`)).status).toBe(200)
})

test('a purge never takes the file of an upload that comes at the same moment', async ({ api }) => {
  const ada = await api(await createUser())
  for (let round = 0; round < 12; round++) {
    const bytes = pdfBytes()
    await trash(ada, bytes)
    const purging = purgeTrash(afterThat)
    const [again, once] = await Promise.all([
      uploadPdf(ada, { bytes, wait: false }),
      uploadPdf(ada, { bytes, wait: false }),
      purging,
    ])
    for (const { id } of [again, once]) {
      const content = await ada.get(`/documents/${id}/content`)
      expect(Buffer.compare(await content.bytes(), bytes)).toBe(0)
    }
  }
})

test('a stored file that no row names is removed, others stay', async ({ api }) => {
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
