import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { uploadPdf } from '#tests/support/documents.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { expect, test } from '#tests/support/page-fixtures.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

const run = promisify(execFile)
const kinds = ['curl', 'fetch', 'TypeScript'] as const
type Kind = (typeof kinds)[number]

/** Opens an operation on the developers page. Gives its request form. */
async function openConsole(page: Page, operation: string): Promise<Locator> {
  await page.goto('/developers')
  await page.getByLabel('Filter operations').fill(`${operation} `)
  await page.getByRole('button', { name: operation }).first().click()
  return page.getByRole('region', { name: `Try ${operation}`, exact: true })
}

async function copyAs(box: Locator, kind: Kind): Promise<string> {
  await box.getByRole('radiogroup', { name: 'Copy as' }).getByText(kind, { exact: true }).click()
  await box.getByRole('button', { name: `Copy: Request as ${kind}` }).click()
  await expect(box.getByRole('button', { name: 'Copied' })).toBeVisible()
  return box.page().evaluate(() => navigator.clipboard.readText())
}

/** Runs the copied curl command with a token and a file contract.pdf. Gives the status of the response. */
async function runCopiedCode(kind: Kind, code: string, accessToken: string): Promise<number> {
  const cwd = await mkdtemp(join(tmpdir(), 'lexai-snippet-'))
  const env = { ...process.env, LEXAI_TOKEN: accessToken, NODE_OPTIONS: '' }
  try {
    await writeFile(join(cwd, 'contract.pdf'), await makePdf([{ lines: ['Copied'] }]))
    if (kind === 'curl') {
      const asked = `${code.trimEnd()} -s -o answer -w '%{http_code}'`
      return Number((await run('sh', ['-c', asked], { cwd, env })).stdout)
    }
    const given =
      kind === 'TypeScript'
        ? ''
        : `import { openAsBlob } from 'node:fs'
           const token = process.env.LEXAI_TOKEN
           const file = await openAsBlob('contract.pdf')\n`
    await writeFile(join(cwd, 'copied.mts'), `${given}${code}\nprocess.stdout.write(String(response.status))\n`)
    return Number((await run(process.execPath, ['copied.mts'], { cwd, env })).stdout)
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']))

test('A request can be sent with the current session, and its response is shown', async ({
  page,
  login,
  expectAccessible,
}) => {
  const ada = await login()
  const box = await openConsole(page, 'GET /me')
  await box.getByRole('button', { name: 'Send' }).click()
  await expect(box.getByText(/^200/)).toBeVisible()
  await expect(box.getByRole('region', { name: 'Response body' })).toContainText(ada.email)
  await expect(box.getByRole('region', { name: 'Response headers' })).toContainText('request-id')
  await expectAccessible(page)
  const { accessToken } = await openApiSession(ada)
  for (const kind of kinds) expect(await runCopiedCode(kind, await copyAs(box, kind), accessToken), kind).toBe(200)
})

test('JSON, form and file bodies are sent and copied with their media type', async ({ page, login, api }) => {
  test.slow()
  const boss = await createUser({ role: 'admin' })
  await login(boss)
  const { accessToken } = await openApiSession(boss)
  const document = await uploadPdf(await api(boss))
  const contract = {
    name: 'a.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await makePdf([{ lines: ['Sent'] }])),
  }

  const cases: [operation: string, fill: (box: Locator) => Promise<void>, status: number][] = [
    ['POST /matters', (box) => box.getByLabel('Body', { exact: true }).fill('{"name": "It’s \\"one\\""}'), 201],
    ['POST /tokens/introspection', (box) => box.getByLabel('token', { exact: true }).fill('a&b=c'), 200],
    ['POST /documents', (box) => box.getByLabel('PDF file').setInputFiles(contract), 201],
    [
      'PUT /documents/{id}/content',
      async (box) => {
        await box.getByLabel('id', { exact: true }).fill(document.id)
        await box.getByLabel('If-Match', { exact: true }).fill('*')
        await box.getByLabel('PDF file').setInputFiles(contract)
      },
      200,
    ],
  ]
  for (const [operation, fill, status] of cases) {
    const box = await openConsole(page, operation)
    await fill(box)
    await box.getByRole('button', { name: 'Send' }).click()
    await expect(box.getByText(new RegExp(`^${status}`)), operation).toBeVisible()
    for (const kind of kinds) {
      const code = await copyAs(box, kind)
      expect(await runCopiedCode(kind, code, accessToken), `${operation} as ${kind}\n${code}`).toBe(status)
    }
  }
})
