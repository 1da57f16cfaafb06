import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { sharedTextPdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

test('A small file whose pages share one large text stream fails, and none of its text is kept', async ({ api }) => {
  const ada = await api(await createUser())
  const bomb = sharedTextPdf(300, 500)
  expect(bomb.length).toBeLessThan(100_000)
  const document = await uploadPdf(ada, { bytes: new Uint8Array(bomb) })
  expect(document).toMatchObject({
    status: 'failed',
    failure: { code: 'pdf.too_complex', detail: expect.stringContaining('holds more than 1,000,000 characters') },
  })
  const ofDocument = { version: { documentId: document.id } }
  expect(await db.page.count({ where: ofDocument })).toBe(0)
  expect(await db.passage.count({ where: { documentId: document.id } })).toBe(0)
})

test('Many pages that share a small text stream are processed completely', async ({ api }) => {
  const ada = await api(await createUser())
  const document = await uploadPdf(ada, { bytes: new Uint8Array(sharedTextPdf(300, 5)) })
  expect(document).toMatchObject({ status: 'ready', pageCount: 300 })
})
