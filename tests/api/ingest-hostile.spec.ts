import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Api } from '#tests/support/api.ts'
import { type HostileDocument, hasCorpus, listHostile } from '#tests/support/corpus.ts'
import { waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import {
  damagedPdf,
  emptyPdf,
  endlessPdf,
  inflatingPdf,
  lockedPdf,
  makePdf,
  sharedTextPdf,
  slowToDrawPdf,
} from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'

type Settled = { status: string; pageCount: number | null; failure: { code: string; detail: string } | null }
type Hostile = Pick<HostileDocument, 'expect' | 'pages'> & { name: string; bytes: Uint8Array<ArrayBuffer> }

test('The hostile PDFs of the corpus settle as expected, and the server answers health checks meanwhile', async ({
  api,
  server,
}) => {
  test.skip(!hasCorpus, 'there is no corpus of contracts in ../shared/corpus')
  test.setTimeout(300_000)
  const files = listHostile().map(async ({ file, ...rest }) => {
    return { ...rest, name: basename(file), bytes: new Uint8Array(await readFile(file)) }
  })
  const hostile = await Promise.all(files)
  const editor = await api(await createUser({ role: 'editor' }))
  const checks = await countHealthChecks(server.baseUrl, () => expectOutcomes(editor, hostile))
  // How fast health checks are answered is measured by `npm run bench -- health`.
  expect(checks).toBeGreaterThan(100)
})

test('Generated hostile PDFs settle as expected, and the server answers health checks meanwhile', async ({
  api,
  server,
}) => {
  test.setTimeout(120_000)
  const truncated = (await makePdf([{ lines: ['Term'] }])).slice(0, 400)
  const hostile: Hostile[] = [
    made('not-a-pdf.pdf', 'refused', Buffer.from('PK no PDF')),
    made('password.pdf', 'password', lockedPdf()),
    made('no-pages.pdf', 'settled', emptyPdf()),
    made('no-objects.pdf', 'settled', damagedPdf()),
    made('truncated.pdf', 'settled', truncated),
    made('nested-forms.pdf', 'settled', endlessPdf()),
    made('decompression-bomb.pdf', 'settled', inflatingPdf(160 * 1024 * 1024)),
    made('shared-text.pdf', 'settled', sharedTextPdf(300, 500)),
    made('slow-to-draw.pdf', 'ready', slowToDrawPdf(), 1),
    made(
      'extreme-page-sizes.pdf',
      'ready',
      await makePdf([
        { lines: [], size: [3, 14400] },
        { lines: [], size: [14400, 3] },
      ]),
      2,
    ),
  ]
  const editor = await api(await createUser({ role: 'editor' }))
  const checks = await countHealthChecks(server.baseUrl, () => expectOutcomes(editor, hostile))
  expect(checks).toBeGreaterThan(hostile.length)
})

function made(name: string, expected: Hostile['expect'], bytes: Uint8Array, pages: number | null = null): Hostile {
  return { name, expect: expected, pages, bytes: new Uint8Array(bytes) }
}

async function expectOutcomes(api: Api, hostile: readonly Hostile[]): Promise<void> {
  for (const { name: fileName, expect: expected, pages, bytes } of hostile) {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), fileName)
    const response = await api.post('/documents', form)
    const name = `${fileName} (${expected})`
    if (response.status === 415) {
      expect(['refused', 'settled'], name).toContain(expected)
      expect(await response.json(), name).toMatchObject({ code: 'upload.not_pdf' })
      continue
    }
    expect(response.status, name).toBe(201)
    expect(expected, name).not.toBe('refused')
    const { id } = (await response.json()) as { id: string }
    const document = (await waitUntilSettled(api, id)) as unknown as Settled
    if (expected === 'ready') expect(document, name).toMatchObject({ status: 'ready', pageCount: pages })
    if (expected === 'password') expect(document.failure?.code, name).toBe('pdf.password_required')
    if (document.status === 'failed') expect(document.failure?.code, name).toMatch(/^pdf\./)
  }
}

/** Sends health checks one after the other while `work` runs, expects each to succeed, and gives their number. */
async function countHealthChecks(baseUrl: string, work: () => Promise<void>): Promise<number> {
  let isDone = false
  let count = 0
  const check = async () => {
    while (!isDone) {
      const response = await fetch(`${baseUrl}/api/v1/health`)
      await response.text()
      expect(response.status).toBe(200)
      count += 1
    }
  }
  const checking = check()
  await work().finally(() => {
    isDone = true
  })
  await checking
  return count
}
