import { createServer, type ViteDevServer } from 'vite'
import { expect, test } from '#tests/support/fixtures.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'
import { listedOrigin } from '#tests/support/test-run.ts'

const password = 'a password across origins'

async function serveExample(port: number): Promise<ViteDevServer> {
  const vite = await createServer({
    root: 'examples/vite-client',
    logLevel: 'error',
    server: { port, strictPort: true },
  })
  return vite.listen()
}

test('A page on a listed origin can get a token and upload, and the browser blocks any other origin', async ({
  page,
  server,
}) => {
  const { email } = await createUser({ role: 'editor', password })
  const signIn = async (origin: string) => {
    await page.goto(origin)
    await page.getByLabel('Server').fill(server.baseUrl)
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const listed = await serveExample(Number(new URL(listedOrigin).port))
  const other = await serveExample(5174)
  try {
    await signIn(listedOrigin)
    await expect(page.getByRole('status')).toHaveText('Signed in')
    const buffer = Buffer.from(await makePdf([{ lines: ['From another origin'] }]))
    await page.getByLabel('PDF').setInputFiles({ name: 'across.pdf', mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: 'Upload' }).click()
    await expect(page.getByRole('status')).toHaveText('across: ready')
    expect(await page.context().cookies(server.baseUrl)).toEqual([])

    await signIn('http://localhost:5174')
    await expect(page.getByRole('status')).toHaveText('Failed to fetch')
  } finally {
    await Promise.all([listed.close(), other.close()])
  }
})
