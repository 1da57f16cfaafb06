import { db } from '#lib/core/db/client.ts'
import { notify } from '#lib/core/db/notifications.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'

test('An open document shows its processing progress and is complete when it is ready', async ({
  page,
  login,
  api,
}) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: ['Term'] }] })
  const setStatus = (status: string) =>
    db.$transaction(async (tx) => {
      await tx.documentVersion.updateMany({ where: { documentId: id }, data: { status } })
      await notify(tx, { type: 'document', documentId: id, matterIds: [ada.personalMatterId] })
    })
  await setStatus('processing')
  await page.goto(`/documents/${id}`)
  const progress = page.getByText('1 of 1 pages can be searched so far')
  await expect(progress).toBeVisible()
  await setStatus('ready')
  await expect(progress).toBeHidden()
})
