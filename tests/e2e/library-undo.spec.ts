import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('When a document leaves the list, the focus moves to the next one', async ({ page, login, api }) => {
  const ada = await createUser()
  const client = await api(ada)
  for (const title of ['A', 'B', 'C', 'D']) await uploadPdf(client, { title })
  await login(ada)
  await page.goto('/library?sort=title')
  const list = page.getByRole('list', { name: 'Documents' })
  await expect(list.getByRole('link')).toHaveText(['A', 'B', 'C', 'D'])
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('j')
  await expect(list.getByRole('link', { name: 'C' })).toBeFocused()
  await page.keyboard.press('#')
  await expect(list.getByRole('link', { name: 'D' })).toBeFocused()
  await page.keyboard.press('#')
  await expect(list.getByRole('link', { name: 'B' })).toBeFocused()
  await expect(page.getByText('“D” moved to trash')).toBeVisible()
  await page.keyboard.press('z')
  await expect(list.getByRole('link')).toHaveText(['A', 'B', 'D'])
  await page.keyboard.press('z')
  await expect(list.getByRole('link')).toHaveText(['A', 'B', 'C', 'D'])
})

test('Undo reverts the last change first, independent of the order of responses', async ({ page, login, api }) => {
  const ada = await createUser()
  const client = await api(ada)
  const ids: Record<string, string> = {}
  for (const title of ['A', 'B', 'C', 'D']) ids[title] = (await uploadPdf(client, { title })).id
  await login(ada)
  await page.goto('/library?sort=title')
  const list = page.getByRole('list', { name: 'Documents' })
  const released = { B: Promise.withResolvers<void>(), D: Promise.withResolvers<void>() }
  for (const title of ['B', 'D'] as const) {
    await page.route(`**/documents/${ids[title]}`, async (route) => {
      if (route.request().method() === 'DELETE') await released[title].promise
      await route.continue()
    })
  }
  await expect(list.getByRole('link')).toHaveText(['A', 'B', 'C', 'D'])
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('#')
  await expect(list.getByRole('link', { name: 'C' })).toBeFocused()
  // Waits for the end of the request, because a list request may be cancelled after its response began.
  const listReloaded = page.waitForEvent('requestfinished', (request) => /documents\?/.test(request.url()))
  await page.keyboard.press('#')
  await expect(page.getByText('“C” moved to trash')).toBeVisible()
  // The list that is loaded now still contains B, whose deletion is pending.
  await listReloaded
  await expect(list.getByRole('link')).toHaveText(['A', 'D'])
  released.B.resolve()
  // Hovering pauses the timeout of the notices, so that undo stays available on slow machines.
  await page.getByText('“B” moved to trash').hover()
  await page.keyboard.press('z')
  await expect(list.getByRole('link')).toHaveText(['A', 'C', 'D'])
  // Undone before the change has completed: the change completes first and is then undone.
  await expect(list.getByRole('link', { name: 'D' })).toBeFocused()
  await page.getByText('“B” moved to trash').hover()
  await page.keyboard.press('#')
  await expect(list.getByRole('link')).toHaveText(['A', 'C'])
  await page.keyboard.press('z')
  released.D.resolve()
  await expect(list.getByRole('link')).toHaveText(['A', 'C', 'D'])
  await page.keyboard.press('z')
  await expect(list.getByRole('link')).toHaveText(['A', 'B', 'C', 'D'])
})
