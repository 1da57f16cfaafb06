import { db } from '#lib/core/db/client.ts'
import { storage } from '#lib/core/storage/storage.ts'
import { pageImageName } from '#lib/documents/page-image.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'

test('Every thumbnail of the library and the viewer is stored as a derived file', async ({ page, login, api }) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), {
    pages: [{ lines: ['Term'] }, { lines: ['Notices'] }],
    title: 'Lease',
  })
  const { sha256 } = await db.documentVersion.findFirstOrThrow({ where: { documentId: id } })
  const derivedNames = new Set<string>()
  page.on('response', (response) => {
    const [, number, width] = /pages\/(\d+)\/image\?.*width=(\d+)/.exec(response.url()) ?? []
    if (number && response.ok()) derivedNames.add(pageImageName(Number(number), Number(width)))
  })
  await page.goto('/library')
  await expect.poll(() => derivedNames.size).toBe(1)
  await page.goto(`/documents/${id}`)
  await expect.poll(() => derivedNames.size).toBe(3)
  for (const name of derivedNames) expect(await storage.readDerived(sha256, name), name).not.toBeNull()
})
