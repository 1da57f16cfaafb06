import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('At 200 % text size library rows become cards and no elements overlap', async ({ page, login, api }) => {
  await uploadPdf(await api(await login()), { title: 'Lease of the pier with a title that is long enough to be cut' })
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.fontSize = '200%'
    })
  })
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/library')
    const row = page.getByRole('list', { name: 'Documents' }).getByRole('listitem').first()
    const link = row.getByRole('link').first()
    await expect(link).toBeVisible()
    await expect(page.getByText('Added', { exact: true })).toBeHidden()
    const overflowWidth = () => page.locator('#main').evaluate((main) => main.scrollWidth - main.clientWidth)
    await expect.poll(overflowWidth).toBe(0)
    await expect
      .poll(async () => ((await row.boundingBox())?.height ?? 0) >= ((await link.boundingBox())?.height ?? 1000))
      .toBe(true)
  }
})

test('The page layout holds with two hundred matters, with none, and with names of two hundred characters', async ({
  page,
  login,
}) => {
  const ada = await login(await createUser({ role: 'viewer', name: `${'A'.repeat(150)} ${'b'.repeat(49)}` }))
  await db.matter.createMany({
    data: Array.from({ length: 200 }, (_, at) => ({
      id: newId(),
      name: `${'M'.repeat(190)} ${at}`,
      createdById: ada.id,
    })),
  })
  const made = await db.matter.findMany({ where: { createdById: ada.id, personalOfId: null }, select: { id: true } })
  await db.matterMember.createMany({ data: made.map(({ id }) => ({ matterId: id, userId: ada.id, role: 'owner' })) })
  await page.goto('/matters')
  await expect(page.getByRole('link', { name: '189 more' })).toBeVisible()
  const main = page.locator('#main')
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 700 })
    await expect.poll(() => main.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0)
  }
  await db.matterMember.deleteMany({ where: { userId: ada.id } })
  await expect(page.getByText('You are not a member of any matter')).toBeVisible()
  await page.goto('/library')
  await expect(page.getByText('Documents that others add to a matter that you are a member of')).toBeVisible()
})
