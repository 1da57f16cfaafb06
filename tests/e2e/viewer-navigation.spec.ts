import { uploadPdf } from '#tests/support/documents.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { makeHeavyPdf, openDocument, sheet } from '#tests/support/viewer.ts'

const three = ['One', 'Two', 'Three'].map((name) => ({ lines: [`Page ${name} of the lease.`] }))

test('The first page is shown before the whole file is loaded', async ({ page, login, api }) => {
  const ada = await login()
  const bytes = await makeHeavyPdf(three, 8_000_000)
  const { id } = await uploadPdf(await api(ada), { bytes })
  let ranges = 0
  let received = 0
  let isWholeAborted = false
  page.on('requestfailed', (request) => {
    if (request.url().includes('/content') && !request.headers().range) isWholeAborted = true
  })
  page.on('response', (response) => {
    if (!response.url().includes('/content') || response.status() !== 206) return
    ranges += 1
    received += Number(response.headers()['content-length'])
  })
  await openDocument(page, `/documents/${id}`)
  await expect(sheet(page, 1).getByText('lease')).toBeAttached()
  expect(ranges).toBeGreaterThan(0)
  expect(received).toBeLessThan(bytes.length / 3)
  expect(isWholeAborted).toBe(true)
})

test('Of two thousand pages only a few are rendered at any scroll position', async ({ page, login, api }) => {
  test.slow()
  const ada = await login()
  const pages = Array.from({ length: 2000 }, (_, index) => ({ lines: [`This is page ${index + 1}.`] }))
  const { id } = await uploadPdf(await api(ada), { bytes: new Uint8Array(await makePdf(pages)), wait: false })
  await openDocument(page, `/documents/${id}`)
  const field = page.getByRole('textbox', { name: 'Page number, 1 to 2000' })
  await page.keyboard.press('g')
  await expect(field).toBeFocused()
  await page.keyboard.type('1500')
  await page.keyboard.press('Enter')
  await expect(sheet(page, 1500)).toHaveAttribute('data-drawn')
  await expect(page).toHaveURL(/page=1500/)
  await page.keyboard.press('End')
  await expect(sheet(page, 2000)).toHaveAttribute('data-drawn')
  await page.mouse.move(700, 400)
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, -2500)
  await expect.poll(async () => Number(await field.inputValue())).toBeLessThan(1990)
  const near = page.locator('section[data-page]')
  expect(await near.count()).toBeLessThan(8)
  expect(await page.locator('canvas').count()).toBeLessThan(8)
  expect(await page.getByRole('button', { name: /^Page \d+$/ }).count()).toBeLessThan(20)
})

test('All viewer functions can be used by keyboard', async ({ page, login, api }) => {
  const ada = await login()
  const bytes = new Uint8Array(await makePdf(three, { outline: ['Parties', 'Term', 'Rent'] }))
  const { id } = await uploadPdf(await api(ada), { bytes, title: 'Lease' })
  await openDocument(page, `/documents/${id}`)
  const field = page.getByRole('textbox', { name: 'Page number, 1 to 3' })
  const zoom = page.getByRole('button', { name: /^Zoom, / })

  await page.keyboard.press('j')
  await expect(field).toHaveValue('2')
  await page.keyboard.press('ArrowRight')
  await expect(field).toHaveValue('3')
  await page.keyboard.press('k')
  await expect(field).toHaveValue('2')
  await page.keyboard.press('1')
  await expect(zoom).toHaveAccessibleName('Zoom, 100 %')
  await page.keyboard.press('+')
  await expect(zoom).toHaveAccessibleName('Zoom, 110 %')
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await expect(zoom).toHaveAccessibleName('Zoom, 90 %')
  await expect(field).toHaveValue('2')

  const contents = page.getByRole('navigation', { name: 'Contents' })
  await contents.getByRole('row', { name: 'Rent' }).focus()
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('3')
  await page.keyboard.press('[')
  await expect(contents).toBeHidden()
  await page.keyboard.press(']')
  await expect(page.getByRole('searchbox', { name: 'Find in this document' })).toBeFocused()
  const divider = page.getByRole('separator', { name: 'Width of the side panel' })
  const width = Number(await divider.getAttribute('aria-valuenow'))
  await divider.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(divider).toHaveAttribute('aria-valuenow', String(width + 16))
  await page.keyboard.press('i')
  await expect(page.getByRole('tab', { name: 'Details' })).toHaveAttribute('aria-selected', 'true')
  await expect(page).toHaveURL(/tab=details/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'About the document' })).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Find in the document')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/library$/)
})

test('Ctrl and the wheel zoom at the pointer', async ({ page, login, api }) => {
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: ['Alpha', 'Beta', 'Gamma', 'Delta'] }] })
  await openDocument(page, `/documents/${id}`)
  await page.keyboard.press('1')
  const word = sheet(page, 1).getByText('Gamma')
  await expect(page.getByRole('button', { name: 'Zoom, 100 %' })).toBeVisible()
  const before = await word.boundingBox()
  if (!before) throw new Error('no box')
  const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
  await page.mouse.move(at.x, at.y)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  await expect(page.getByRole('button', { name: 'Zoom, 149 %' })).toBeVisible()
  const after = await word.boundingBox()
  expect(after?.width ?? 0).toBeGreaterThan(before.width * 1.4)
  expect(Math.abs((after?.y ?? 0) + (after?.height ?? 0) / 2 - at.y)).toBeLessThan(3)
})

test('The viewer is accessible at wide and narrow widths, and on a phone the panels cover the page', async ({
  page,
  login,
  api,
  expectAccessible,
}) => {
  // Runs axe three times on a page with many words.
  test.slow()
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [...three, { lines: ['Rent is due.'] }], title: 'Lease' })
  await openDocument(page, `/documents/${id}?tab=details`)
  await expect(page.getByText('4, all with text')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Find' }).click()
  await page.getByRole('searchbox').fill('lease')
  await expect(page.getByText('3 found')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'Next page' }).click()
  const field = page.getByRole('textbox', { name: 'Page number, 1 to 4' })
  await expect(field).toHaveValue('3')

  await page.setViewportSize({ width: 390, height: 760 })
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('searchbox').press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByText('3 found')).toBeVisible()
  await expect(field).toHaveValue('3')
  const found = page.getByRole('toolbar', { name: 'Find' })
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(found).toContainText('3 of 3')
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(found).toContainText('1 of 3')
  await expect(field).toHaveValue('1')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Contents' }).click()
  await page.getByRole('dialog', { name: 'Contents' }).getByRole('button', { name: 'Page 4' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(sheet(page, 4)).toHaveAttribute('data-drawn')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test.describe('Touch input', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 760 } })

  test('A double tap zooms to the text column, and a second one to the page', async ({ page, login, api }) => {
    const ada = await login()
    const { id } = await uploadPdf(await api(ada), {
      pages: [{ lines: ['One column of words, as wide as this line.'] }],
    })
    await openDocument(page, `/documents/${id}`)
    const words = sheet(page, 1).locator('.page-text span')
    const edges = () =>
      words.evaluateAll((spans) => {
        const boxes = spans.map((span) => span.getBoundingClientRect())
        return [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))]
      })
    const [before] = await edges()
    expect(before).toBeGreaterThan(30)
    const tap = async () => {
      const box = await words.nth(2).boundingBox()
      if (!box) throw new Error('no word')
      for (let time = 0; time < 2; time++) await page.touchscreen.tap(box.x + 5, box.y + 5)
    }
    await tap()
    await expect
      .poll(async () => (await edges()).map((edge) => Math.round(edge)))
      .toEqual([expect.closeTo(8, -1), expect.closeTo(382, -1)])
    await tap()
    await expect.poll(async () => (await edges())[0]).toBeCloseTo(before ?? 0, 0)
  })
})
