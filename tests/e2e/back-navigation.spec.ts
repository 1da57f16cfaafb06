import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('Back, Esc and the back arrow restore the scroll position of a long list', async ({ page, login, api }) => {
  const ada = await createUser()
  const client = await api(ada)
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      uploadPdf(client, { title: `Deed ${String(n).padStart(2, '0')}`, wait: false }),
    ),
  )
  await login(ada)
  await page.goto('/library?sort=title')
  const list = page.getByRole('list', { name: 'Documents' })
  const main = page.locator('#main')
  const top = () => main.evaluate((element) => element.scrollTop)
  await expect(list.getByRole('link').first()).toBeVisible()
  await main.evaluate((element) => element.scrollTo(0, 1600))
  const deed = list.getByRole('link', { name: 'Deed 30' })
  const backActions = [
    () => page.goBack(),
    () => page.keyboard.press('Escape'),
    () => page.getByRole('link', { name: 'Back to the library' }).click(),
  ]
  for (const goBack of backActions) {
    await deed.click()
    await expect(page.getByRole('heading', { name: 'Deed 30' })).toBeVisible()
    await goBack()
    await expect(page).toHaveURL(/\/library\?sort=title$/)
    await expect(deed).toBeFocused()
    await expect.poll(top).toBe(1600)
  }
  await page.getByRole('link', { name: 'Search' }).click()
  await expect(page).toHaveURL(/\/search$/)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click()
  await expect(list.getByRole('link').first()).toBeVisible()
  await expect.poll(top, { message: 'a new visit starts at the top' }).toBe(0)
})

test('Back from a passage returns to the search that found it', async ({ page, login, api }) => {
  const ada = await createUser()
  const client = await api(ada)
  const matter = await createMatter(client, 'Narrowed')
  const pages = [{ lines: ['The lessee shall pay.'] }, { lines: ['The lessee may not sublet.'] }]
  await uploadPdf(client, { title: 'Lease', matterId: matter.id, pages })
  await login(ada)
  await page.goto(`/search?q=lessee&matter=${matter.id}`)
  const second = page.getByRole('main').locator('[data-hit]').nth(1)
  await expect(second).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(second).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Back to the search' })).toBeVisible()
  await expect(page.getByRole('group', { name: /^Marked passage/ })).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/mark=/)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`/search\\?q=lessee&matter=${matter.id}`))
  await expect(second).toBeFocused()
})
