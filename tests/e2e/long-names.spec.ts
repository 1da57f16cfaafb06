import { createMatter, uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

for (const width of [390, 1440]) {
  test(`Long names without spaces do not widen the page at ${width} pixels`, async ({ page, login, api }) => {
    const ada = await createUser()
    const client = await api(ada)
    const matter = await createMatter(client, 'W'.repeat(100))
    const { id } = await uploadPdf(client, { title: 'A'.repeat(200), matterId: matter.id })
    await login(ada)
    await page.setViewportSize({ width, height: 844 })
    const paths = [
      '/library',
      '/matters',
      `/matters/${matter.id}`,
      `/documents/${id}?tab=details`,
      '/search?q=Delaware',
    ]
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByText(/A{100}|W{100}/).first()).toBeAttached()
      const overflowWidth = () => page.locator('#main').evaluate((main) => main.scrollWidth - main.clientWidth)
      // The viewer adapts to the screen width after hydration.
      await expect.poll(overflowWidth, { message: path }).toBe(0)
    }
    await page.goto('/library')
    await page
      .getByRole('button', { name: /Matter/ })
      .first()
      .click()
    const choices = await page.getByRole('listbox', { name: 'Matter' }).boundingBox()
    expect(choices?.width).toBeLessThan(400)
  })
}

test('A right-to-left name is truncated at its end', async ({ page, login, api }) => {
  const ada = await createUser()
  const title = 'اتفاقية توريد وخدمات '.repeat(8).trim()
  await uploadPdf(await api(ada), { title })
  await login(ada)
  await page.goto('/library')
  const link = page.getByRole('list', { name: 'Documents' }).getByRole('link', { name: title })
  await expect(link).toHaveCSS('direction', 'rtl')
})
