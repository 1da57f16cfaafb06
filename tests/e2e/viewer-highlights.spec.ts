import { createPassageLink, documentPath, formatPassageLink } from '#lib/documents/passage-link.ts'
import type { Api } from '#tests/support/api.ts'
import { uploadPdf, waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { inkIn, marksOf, offsetsOf, openDocument, rectangleOf, sheet } from '#tests/support/viewer.ts'

const clause = ['9. TERM AND NOTICE', 'Either party may end this Agreement upon', 'thirty (30) days of written notice.']
const filler = Array.from({ length: 30 }, (_, index) => `Line ${index + 1} of what goes before.`)
const phrase = 'thirty (30) days'

async function linkTo(api: Api, id: string, page: number, words: string) {
  const { text, start, end } = await offsetsOf(api, id, page, words)
  const link = createPassageLink({ version: 1, page, ranges: [[start, end]], text })
  if (!link) throw new Error('no link')
  return { link, start, end }
}

for (const rotate of [0, 90, 180, 270] as const) {
  test(`A passage link highlights exactly its words at every zoom on a page rotated by ${rotate}`, async ({
    page,
    login,
    api,
  }) => {
    const ada = await login()
    const as = await api(ada)
    const pages = [{ lines: filler }, { lines: [...filler.slice(0, 12), ...clause], rotate }]
    const { id } = await uploadPdf(as, { pages })
    const { link, start, end } = await linkTo(as, id, 2, phrase)
    await openDocument(page, documentPath(id, { link }), 2)
    await expect(page.getByRole('group', { name: `Marked passage: ${phrase}` })).toBeFocused()
    await expect(page.locator('[aria-live=polite]').filter({ hasText: phrase })).toBeAttached()

    for (const key of [null, '1', '+', 'w', 'p', '0']) {
      if (key) await page.keyboard.press(key)
      await expect(async () => {
        const [mark, ...others] = await marksOf(page, 2, 'passage')
        expect(others).toEqual([])
        if (!mark) throw new Error('nothing is marked')
        if (rotate === 0 || rotate === 180) {
          const words = await rectangleOf(page, 2, start, end)
          for (const side of ['left', 'top', 'right', 'bottom'] as const) {
            expect(Math.abs(mark[side] - words[side]), side).toBeLessThan(4)
          }
        }
        expect(await inkIn(page, 2, mark)).toBeGreaterThan(0.04)
      }).toPass()
    }
    if (rotate === 0) {
      await page.reload()
      const view = await page.getByRole('region', { name: 'Pages' }).boundingBox()
      await expect(async () => {
        const [mark] = await marksOf(page, 2, 'passage')
        const top = (mark?.top ?? 0) - (view?.y ?? 0)
        expect(top).toBeGreaterThan(0)
        expect(top).toBeLessThan((view?.height ?? 0) / 3)
      }).toPass()
    }
  })
}

test('A passage link whose words have changed highlights nothing and shows the reason', async ({
  page,
  login,
  api,
}) => {
  const ada = await login()
  const as = await api(ada)
  const { id } = await uploadPdf(as, { pages: [{ lines: clause }] })
  const { link } = await linkTo(as, id, 1, phrase)
  const at = (mark: string) => `/documents/${id}?mark=${mark}`
  const cases = [
    [at(formatPassageLink({ ...link, digest: 'abc' })), 'The text on page 1 has changed since this link was created'],
    [at(formatPassageLink({ ...link, version: 7 })), 'The link points to version 7, which does not exist'],
    [at(formatPassageLink({ ...link, page: 9 })), 'The link points to page 9, which does not exist'],
    [at('v1.1.5'), 'The link to a passage is incomplete'],
  ] as const
  for (const [path, why] of cases) {
    await openDocument(page, path)
    await expect(page.getByText(why)).toBeVisible()
    await expect(page.locator('[data-marks]')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page).not.toHaveURL(/mark=/)
})

test('A passage link to an older version opens that version', async ({ page, login, api }) => {
  const ada = await login()
  const as = await api(ada)
  const { id } = await uploadPdf(as, { pages: [{ lines: clause }] })
  const { link } = await linkTo(as, id, 1, phrase)
  const { makePdf } = await import('#tests/support/made-pdf.ts')
  const next = new Uint8Array(await makePdf([{ lines: ['All is different now.'] }]))
  const put = await as.request('PUT', `/documents/${id}/content`, {
    body: next,
    headers: { 'If-Match': (await as.request('HEAD', `/documents/${id}/content`)).headers.get('etag') ?? '' },
  })
  expect(put.ok).toBe(true)
  await openDocument(page, documentPath(id, { link }))
  await expect(page.getByRole('group', { name: `Marked passage: ${phrase}` })).toBeFocused()
  await expect(page.getByText('This is version 1. There is a newer one.')).toBeVisible()
  await page.getByRole('button', { name: 'Open version 2' }).click()
  await expect(sheet(page, 1).getByText('different')).toBeAttached()
  await expect(page.locator('[data-marks]')).toHaveCount(0)
})

test('A passage link highlights the same words after reprocessing', async ({ page, login, api }) => {
  const as = await api(await login())
  const { id } = await uploadPdf(as, { pages: [{ lines: filler }, { lines: clause }] })
  const { link, start, end } = await linkTo(as, id, 2, phrase)
  expect((await as.post(`/documents/${id}/reading`)).status).toBe(202)
  await waitUntilSettled(as, id)
  await openDocument(page, documentPath(id, { link }), 2)
  await expect(page.getByRole('group', { name: `Marked passage: ${phrase}` })).toBeFocused()
  await expect(async () => {
    const [mark] = await marksOf(page, 2, 'passage')
    const words = await rectangleOf(page, 2, start, end)
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs((mark?.[side] ?? 0) - words[side]), side).toBeLessThan(4)
  }).toPass()
})

test('Find in document matches the typed letters, other word forms, and passages of the search', async ({
  page,
  login,
  api,
}) => {
  const ada = await login()
  const as = await api(ada)
  const pages = [
    { lines: ['It terminates soon.', ...clause] },
    { lines: ['Termi-', 'nation is final. A lawful notice.'] },
  ]
  const { id } = await uploadPdf(as, { pages })
  await openDocument(page, `/documents/${id}`)
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Find in this document' })
  await expect(field).toBeFocused()
  const matches = page.getByRole('list', { name: 'Matches' }).getByRole('listitem')

  await page.keyboard.type('terminate')
  await expect(page.getByText('2 found')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Page number, 1 to 2' })).toHaveValue('2')
  await expect.poll(async () => (await marksOf(page, 2, 'current')).length).toBe(2)
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(field).toBeFocused()

  const { start, end } = await offsetsOf(as, id, 1, 'terminates')
  await expect(async () => {
    const [mark] = await marksOf(page, 1, 'current')
    const words = await rectangleOf(page, 1, start, end)
    expect(Math.abs((mark?.left ?? 0) - words.left)).toBeLessThan(4)
    expect(Math.abs((mark?.right ?? 0) - words.right)).toBeLessThan(4)
  }).toPass()

  await field.fill('agreement  UPON thirty')
  await expect(matches.locator('mark')).toHaveText(['Agreement upon thirty'])
  await field.fill('writen')
  await expect(page.getByText('“writen” was not found')).toBeVisible()
  await expect(matches.locator('mark')).toHaveText(['written'])
  await field.fill('lawful final')
  await expect(matches.locator('mark')).toHaveText(['final', 'lawful'])
  await field.fill('zebra')
  await expect(page.getByText('No matches')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(page.getByRole('region', { name: 'Pages' })).toBeFocused()
})

test('Selected words can be copied, linked to, and searched for', async ({ page, login, api, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const ada = await login()
  const { id } = await uploadPdf(await api(ada), { pages: [{ lines: clause }] })
  await openDocument(page, `/documents/${id}`)
  const from = await sheet(page, 1).getByText('upon').boundingBox()
  const to = await sheet(page, 1).getByText('(30)').boundingBox()
  if (!from || !to) throw new Error('no words')
  await page.mouse.move(from.x + 1, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width * 0.9, to.y + to.height / 2, { steps: 10 })
  await page.mouse.up()
  const menu = page.getByRole('toolbar', { name: 'Selected words' })
  await expect(menu).toBeVisible()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.keyboard.press('Control+c')
  await expect.poll(clipboard).toMatch(/^upon\s+thirty \(30\)/)
  await menu.getByRole('button', { name: 'Copy a link' }).click()
  await expect.poll(clipboard).toContain(`/documents/${id}?page=1&mark=v1.1.`)
  await openDocument(page, await clipboard())
  await expect(page.getByRole('group', { name: /^Marked passage: upon\s+thirty/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-marks]')).toHaveCount(0)
  await expect(page).not.toHaveURL(/mark=/)
})
