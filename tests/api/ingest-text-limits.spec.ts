import { db } from '#lib/core/db/client.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { sharedTextPdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

test('a small file whose pages share a stream of much text is given up, and nothing that was read of it stays', async ({
  api,
}) => {
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

test('many pages that share a little text are read whole', async ({ api }) => {
  const ada = await api(await createUser())
  const document = await uploadPdf(ada, { bytes: new Uint8Array(sharedTextPdf(300, 5)) })
  expect(document).toMatchObject({ status: 'ready', pageCount: 300 })
})
