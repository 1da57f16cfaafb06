import { createMatter } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test('a matter is made, shared with a colleague, and seen by them alone', async ({ page, login, api }) => {
  const ada = await createUser({ name: 'Ada Lovelace' })
  const grace = await createUser({ name: 'Grace Hopperton' })
  await login(ada)
  await page.goto('/matters')
  await page.getByRole('button', { name: 'New matter' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Merger of equals')
  await page.getByRole('dialog').getByLabel('Reference').fill('2026/14')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Merger of equals' })).toBeVisible()
  await page.getByRole('button', { name: '1 member' }).click()
  const sheet = page.getByRole('dialog', { name: 'Members' })
  await sheet.getByRole('combobox', { name: 'Add somebody' }).fill('hopper')
  await page.getByRole('option', { name: /Grace Hopperton/ }).click()
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Grace Hopperton' })).toBeVisible()
  const seen = (await (await (await api(grace)).get('/matters')).json()) as { items: { name: string }[] }
  expect(seen.items.map(({ name }) => name)).toContain('Merger of equals')
})

test('the last owner has to stay', async ({ page, login, api, allowError }) => {
  allowError(/409/)
  const ada = await createUser()
  const matter = await createMatter(await api(ada), 'Lonely')
  await login(ada)
  await page.goto(`/matters/${matter.id}`)
  await page.getByRole('button', { name: '1 member' }).click()
  const sheet = page.getByRole('dialog', { name: 'Members' })
  await sheet.getByRole('button', { name: 'Leave the matter' }).click()
  await expect(sheet.getByText('The last owner has to stay')).toBeVisible()
})

test('deleting asks for the name, and an empty matter goes', async ({ page, login, api }) => {
  const ada = await createUser()
  const matter = await createMatter(await api(ada), 'Over and done')
  await login(ada)
  await page.goto(`/matters/${matter.id}`)
  await page.getByRole('button', { name: 'More for this matter' }).click()
  await page.getByRole('menuitem', { name: 'Delete the matter' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByRole('button', { name: 'Delete it for good' })).toBeDisabled()
  await dialog.getByLabel(/Type its name/).fill('Over and done')
  await dialog.getByRole('button', { name: 'Delete it for good' }).click()
  await expect(page).toHaveURL(/\/matters$/)
  await expect(page.getByRole('main').getByRole('link', { name: 'Over and done' })).toHaveCount(0)
})

test('somebody else’s matter is not there', async ({ page, login, api, allowError }) => {
  allowError(/404/)
  const matter = await createMatter(await api(await createUser()), 'Walled off')
  await login()
  await page.goto(`/matters/${matter.id}`)
  await expect(page.getByRole('heading', { name: 'Nothing is here for you' })).toBeVisible()
})
