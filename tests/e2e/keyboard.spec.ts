import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('Ctrl K goes to a document by a few letters of its name', async ({ page, login, api, expectAccessible }) => {
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
  // How far down it is depends on whether the list had come when the first row was lit: one goes on until the right one is.
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(charter).toHaveAttribute('data-focused', 'true', { timeout: 250 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/documents/${document.id}`))
})

test('? lists the keys, Esc leaves the list, / goes to the search', async ({ page, login, expectAccessible }) => {
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

test('the first Tab leads past the navigation, and focus is always seen', async ({ page, login }) => {
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

test('the theme and the way out are in reach of a thumb', async ({ page, login }) => {
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
