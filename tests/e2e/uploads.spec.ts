import { expect, test } from '#tests/support/page-fixtures.ts'
import { pdfFile } from '#tests/support/pdf-files.ts'

const input = 'input[type=file]:not([webkitdirectory])'
const fiveMegabytes = 5_000_000

test('Several files are uploaded with their own progress and become ready in the list', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  const names = Array.from({ length: 7 }, (_, index) => `Lease ${index + 1}.pdf`)
  const files = await Promise.all(names.map((name) => pdfFile(name, [['Rent is due monthly.'], ['Signed.']])))
  await page.locator(input).first().setInputFiles(files)
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByRole('listitem')).toHaveCount(7)
  await expect(uploads.getByRole('status')).toHaveText('7 uploaded', { timeout: 30_000 })
  const library = page.getByRole('list', { name: 'Documents' })
  await expect(library.getByRole('link', { name: /^Lease \d$/ })).toHaveCount(7)
  await expect(library.getByText('Ready')).toHaveCount(7)
})

test('An upload shows its bytes, can be cancelled, and retried', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 }
  await network.send('Network.emulateNetworkConditions', slow)
  await page
    .locator(input)
    .first()
    .setInputFiles(await pdfFile('Big.pdf', [['Large.']], fiveMegabytes))
  const uploads = page.getByRole('region', { name: 'Uploads' })
  const row = uploads.getByRole('listitem').filter({ hasText: 'Big.pdf' })
  await expect(row.getByText(/of 5 MB · .+ left/)).toBeVisible()
  await row.getByRole('button', { name: 'Cancel upload of Big.pdf' }).click()
  await expect(row.getByText('Cancelled')).toBeVisible()
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
  await row.getByRole('button', { name: 'Retry upload of Big.pdf' }).click()
  await expect(row.getByText('Ready')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link', { name: 'Big' })).toHaveCount(1)
})

test('At most three uploads run at once', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  let open = 0
  let maxRunning = 0
  const threeStarted = Promise.withResolvers<void>()
  await page.route('**/api/v1/documents', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    maxRunning = Math.max(maxRunning, ++open)
    if (open === 3) threeStarted.resolve()
    await threeStarted.promise
    const response = await route.fetch()
    open -= 1
    await route.fulfill({ response })
  })
  const files = await Promise.all(Array.from({ length: 9 }, (_, n) => pdfFile(`Three ${n}.pdf`, [[`Page ${n}`]])))
  await page.locator(input).first().setInputFiles(files)
  await expect(page.getByRole('region', { name: 'Uploads' }).getByRole('status')).toHaveText('9 uploaded')
  expect(maxRunning).toBe(3)
})

test('A duplicate is reported before it is uploaded again', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  const file = await pdfFile('Twin.pdf', [['The same.']])
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await page.locator(input).first().setInputFiles(file)
  await expect(uploads.getByText('Ready')).toBeVisible()
  await uploads.getByRole('button', { name: 'Close' }).click()
  let stored = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/documents')) stored += 1
  })
  await page
    .locator(input)
    .first()
    .setInputFiles({ ...file, name: 'Twin again.pdf' })
  await expect(uploads.getByText('Duplicate of Twin')).toBeVisible()
  expect(stored).toBe(0)
  await uploads.getByRole('button', { name: 'Upload anyway' }).click()
  await expect(uploads.getByText('Ready')).toBeVisible()
  expect(stored).toBe(1)
})

test('A file chosen twice is uploaded once, unless the user confirms the second', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  const file = await pdfFile('Deed.pdf', [['The same.']])
  const other = await pdfFile('Other.pdf', [['Another.']])
  // The first upload stays in progress until the duplicate has been checked.
  const seen = Promise.withResolvers<void>()
  await page.route('**/api/v1/documents', async (route) => {
    if (route.request().method() === 'POST') await seen.promise
    await route.continue()
  })
  await page
    .locator(input)
    .first()
    .setInputFiles([file, other, { ...file, name: 'Copy of deed.pdf' }])
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByText('Selected twice · Same content as Deed.pdf')).toBeVisible()
  seen.resolve()
  await expect(uploads.getByText('Ready', { exact: true })).toHaveCount(2)
  const library = page.getByRole('list', { name: 'Documents' })
  await expect(library.getByRole('link', { name: /Deed|Other/ })).toHaveCount(2)
  await uploads.getByRole('button', { name: 'Upload anyway' }).click()
  await expect(uploads.getByText('Ready', { exact: true })).toHaveCount(3)
})

test('When the browser cannot detect a duplicate, the row reports it after the upload', async ({ page, login }) => {
  await login()
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
  await page.goto('/library')
  const file = await pdfFile('Deed.pdf', [['The same.']])
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await page.locator(input).first().setInputFiles(file)
  await expect(uploads.getByText('Ready')).toBeVisible()
  await uploads.getByRole('button', { name: 'Close' }).click()
  await page
    .locator(input)
    .first()
    .setInputFiles({ ...file, name: 'Deed again.pdf' })
  await expect(uploads.getByText('Uploaded · Duplicate of Deed')).toBeVisible()
  await expect(uploads.getByRole('link', { name: 'Deed', exact: true })).toBeVisible()
})

test('A file that is not a PDF is rejected, or fails with an explanation', async ({ page, login, allowError }) => {
  allowError(/415/)
  await login()
  await page.goto('/library')
  await page
    .locator(input)
    .first()
    .setInputFiles([
      { name: 'Notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no') },
      { name: 'Liar.pdf', mimeType: 'application/pdf', buffer: Buffer.from('I only say that I am one.') },
    ])
  await expect(page.getByText('“Notes.txt” is not a PDF')).toBeVisible()
  const row = page.getByRole('region', { name: 'Uploads' }).getByRole('listitem')
  await expect(row).toHaveCount(1)
  await expect(row.getByText('The file is not a PDF')).toBeVisible()
  await expect(row.getByRole('button', { name: 'Remove Liar.pdf from the list' })).toBeVisible()
  await expect(row.getByRole('button', { name: 'Retry upload of Liar.pdf' })).toHaveCount(0)
})

test('Files can be dropped anywhere on the page', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  await expect(page.getByRole('heading', { name: 'Drop PDF files here' })).toBeVisible()
  const { buffer } = await pdfFile('Dropped.pdf', [['From above.']])
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(bytes)], 'Dropped.pdf', { type: 'application/pdf' }))
      return data
    },
    [...buffer],
  )
  const body = page.locator('body')
  await body.dispatchEvent('dragenter', { dataTransfer: transfer })
  await expect(page.getByText('Drop files to upload')).toBeVisible()
  await body.dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByText('Drop files to upload')).toBeHidden()
  await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link', { name: 'Dropped' })).toBeVisible()
})

test('Leaving the page during an upload asks for confirmation', async ({ page, login }) => {
  await login()
  await page.goto('/library')
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 }
  await network.send('Network.emulateNetworkConditions', slow)
  await page
    .locator(input)
    .first()
    .setInputFiles(await pdfFile('Slow.pdf', [['Slow.']], fiveMegabytes))
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByText(/of 5 MB/).first()).toBeVisible()
  const asked = page.waitForEvent('dialog')
  await page.getByRole('heading', { name: 'Library' }).click()
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await uploads.getByRole('button', { name: 'Cancel remaining uploads' }).click()
  await expect(uploads.getByText('Cancelled')).toBeVisible()
})

test('Uploads pause while the connection is lost and resume when it returns', async ({ page, login, allowError }) => {
  allowError(/ERR_INTERNET_DISCONNECTED/)
  await login()
  await page.goto('/library')
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 400_000 }
  await network.send('Network.emulateNetworkConditions', slow)
  const files = await Promise.all(
    Array.from({ length: 6 }, (_, n) => pdfFile(`Held ${n}.pdf`, [[`Page ${n}`]], 400_000)),
  )
  await page.locator(input).first().setInputFiles(files)
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect(
    uploads
      .getByRole('listitem')
      .getByText(/ of 4\d\d kB/)
      .first(),
  ).toBeVisible()
  await network.send('Network.emulateNetworkConditions', { ...slow, offline: true })
  await expect(uploads.getByRole('status')).toContainText('Waiting for connection')
  await expect(uploads.getByRole('listitem').getByText(/Check the connection/)).toHaveCount(0)
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
  await expect(uploads.getByRole('status')).toHaveText('6 uploaded')
})

test('An upload whose response is lost is retried and stored once', async ({ page, login, allowError }) => {
  allowError(/ERR_FAILED/)
  await login()
  await page.goto('/library')
  const statuses: number[] = []
  await page.route('**/api/v1/documents', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    statuses.push(response.status())
    if (statuses.length === 1) await route.abort()
    else await route.fulfill({ response })
  })
  await page
    .locator(input)
    .first()
    .setInputFiles(await pdfFile('Once.pdf', [['Stored once.']]))
  await expect(page.getByRole('region', { name: 'Uploads' }).getByRole('status')).toHaveText('1 uploaded')
  expect(statuses).toEqual([201, 201])
  await expect(page.getByRole('list', { name: 'Documents' }).getByRole('link', { name: 'Once' })).toHaveCount(1)
})

test('All failed uploads can be retried at once', async ({ page, login, allowError }) => {
  allowError(/500/)
  await login()
  await page.goto('/library')
  await page.route('**/api/v1/documents', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500, body: '{}' }) : route.continue(),
  )
  const files = await Promise.all(Array.from({ length: 4 }, (_, n) => pdfFile(`Again ${n}.pdf`, [[`Page ${n}`]])))
  await page.locator(input).first().setInputFiles(files)
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await expect(uploads.getByRole('status')).toHaveText('4 failed')
  await page.unroute('**/api/v1/documents')
  await uploads.getByRole('button', { name: 'Retry all' }).click()
  await expect(uploads.getByRole('status')).toHaveText('4 uploaded')
})
