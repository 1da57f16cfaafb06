import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('Ctrl K opens a document found by a few letters of its title', async ({ page, login, api, expectAccessible }) => {
  const ada = await createUser()
  const document = await uploadPdf(await api(ada), { title: 'Charter of the Analytical Engine' })
  await login(ada)
  await page.goto('/library')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type('analytical')
  const charter = palette.getByRole('menuitem', { name: 'Charter of the Analytical Engine' })
  await expect(charter).toBeVisible()
  // The number of key presses depends on whether the list had loaded, so the arrow key is repeated until the row is selected.
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(charter).toHaveAttribute('data-focused', 'true', { timeout: 250 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/documents/${document.id}`))
})

test('? opens the list of shortcuts, Esc closes it, and / focuses the search', async ({
  page,
  login,
  expectAccessible,
}) => {
  await login()
  await page.goto('/library')
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page).toHaveURL(/\/search/)
})

test('The first Tab focuses the skip link, and the focus is always visible', async ({ page, login }) => {
  await login()
  await page.goto('/settings/appearance')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1)
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
  expect(outline).toBe('solid')
})

test('Theme and settings are available in the menu on a narrow screen', async ({ page, login }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await login()
  await page.goto('/library')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await sheet.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(/\/settings/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
