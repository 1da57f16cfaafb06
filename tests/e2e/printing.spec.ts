import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { openPdf, type PageText, readPages } from '#lib/core/pdf/pdf.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser } from '#tests/support/people.ts'
import { openDocument } from '#tests/support/viewer.ts'

const words = ['Printableworda', 'Printablewordb', 'Printablewordc']
const pages = [
  { lines: [words[0] ?? ''] },
  { lines: [words[1] ?? ''] },
  { lines: [words[2] ?? ''], size: [792, 612] as [number, number] },
]

/** The PDF that the browser prints of the current page. */
async function printOf(page: Page): Promise<PageText[]> {
  const path = test.info().outputPath('printed.pdf')
  await writeFile(path, await page.pdf({ preferCSSPageSize: true }))
  const { pageCount } = await openPdf(path)
  return Array.fromAsync(readPages(path, { from: 1, to: pageCount }))
}

test('Printing a document in the browser gives its pages at their size without the interface', async ({
  page,
  login,
  api,
}) => {
  const { id } = await uploadPdf(await api(await login()), { pages, title: 'To be printed' })
  await openDocument(page, `/documents/${id}`)
  await expect(page.locator('.print-page .page-text')).toHaveCount(3)
  const printed = await printOf(page)
  expect(printed.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
    [612, 792],
    [612, 792],
    [792, 612],
  ])
  expect(printed.map(({ text }) => text.trim())).toEqual(words)
})

test('Ctrl P asks for the pages and prints them with their highlights', async ({
  page,
  login,
  api,
  expectAccessible,
}) => {
  const { id } = await uploadPdf(await api(await login()), { pages, title: 'To be printed' })
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = 'yes'
    }
  })
  await openDocument(page, `/documents/${id}?tab=find&find=printablewordb`)
  await expect(page.locator('section[data-page] [data-marks=matches]').first()).toBeAttached()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog', { name: 'Print' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  const range = dialog.getByRole('textbox', { name: 'Pages' })
  await range.fill('2-9')
  await expect(dialog.getByText('Enter pages between 1 and 3, such as 1-3, 7.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Print' })).toBeDisabled()
  await range.fill('2-3')
  await dialog.getByText('Include the marks').click()
  await range.press('Enter')
  await expect(page.locator('html[data-printed=yes]')).toBeAttached()
  await expect(dialog).toBeHidden()
  await expect(page.locator('.print-document [data-marks=matches]')).toBeAttached()
  const widths = page
    .locator('.print-page > img')
    .evaluateAll((all) => all.map((each) => (each as HTMLImageElement).naturalWidth))
  expect(await widths, 'widths rendered for print').toEqual([1920, 1920])
  expect((await printOf(page)).map(({ text }) => text.trim())).toEqual(words.slice(1))
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.locator('.print-page')).toHaveCount(3)
})

test('Lists, search results and the audit log print every loaded row without controls', async ({
  page,
  login,
  api,
}) => {
  const as = await api(await login(await createUser({ role: 'admin' })))
  const titles = Array.from({ length: 40 }, (_, at) => `Printed row ${at + 1}`)
  const bytes = new Uint8Array(await makePdf([{ lines: ['Termination'] }]))
  for (const title of titles) await uploadPdf(as, { bytes, title, wait: false })
  await page.goto('/library')
  await expect(page.getByText('Printed row 40').first()).toBeVisible()
  const library = (await printOf(page)).map(({ text }) => text).join('\n')
  for (const title of titles) expect(library).toContain(title)
  expect(library).not.toMatch(/Settings|Upload/)
  await page.goto('/search?q=termination')
  await expect(page.getByRole('heading', { name: /Printed row/ }).first()).toBeVisible()
  const found = (await printOf(page)).map(({ text }) => text).join('\n')
  expect(found).toContain('Termination')
  expect(found).not.toMatch(/Settings|Only this/)
  await page.goto('/admin/audit')
  await expect(page.getByText(/uploaded/i).first()).toBeVisible()
  const audit = (await printOf(page)).map(({ text }) => text).join('\n')
  expect(audit).toMatch(/uploaded/i)
  expect(audit).not.toMatch(/Settings|Export/)
})
