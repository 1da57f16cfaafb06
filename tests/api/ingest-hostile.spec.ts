import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { openApi } from '#tests/support/api.ts'
import { hasCorpus, listHostile } from '#tests/support/corpus.ts'
import { waitUntilSettled } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

type Settled = { status: string; pageCount: number | null; failure: { code: string; detail: string } | null }

test.skip(!hasCorpus, 'the corpus is not beside this checkout')

test('hostile PDFs end as they should, and the server answers meanwhile', async ({ server }) => {
  test.setTimeout(300_000)
  const api = await openApi(server.baseUrl, await createUser({ role: 'editor' }))
  let answers = 0
  const stop = new AbortController()
  const watching = watchHealth(server.baseUrl, stop.signal, () => {
    answers += 1
  })

  for (const { file, expect: expected, pages } of listHostile()) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(await readFile(file))], { type: 'application/pdf' }), basename(file))
    const response = await api.post('/documents', form)
    const name = `${basename(file)} (${expected})`
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

  stop.abort()
  await watching
  // How fast is for `npm run bench -- health` to say.
  expect(answers).toBeGreaterThan(100)
})

async function watchHealth(baseUrl: string, signal: AbortSignal, onAnswer: () => void): Promise<void> {
  while (!signal.aborted) {
    const response = await fetch(`${baseUrl}/api/v1/health`)
    await response.text()
    expect(response.status).toBe(200)
    onAnswer()
  }
}
