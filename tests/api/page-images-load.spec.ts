import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { slowToDrawPdf } from '#tests/support/made-pdf.ts'
import { createUser, openApiSession } from '#tests/support/people.ts'

const slowPdf = (n = 0) => new Uint8Array(slowToDrawPdf(String(n)))
// A page that cannot be rendered takes its time limit of 15 s; thirty of them in sequence would exceed this timeout.
const timeout = 120_000

test('Many page images requested by one user do not delay another user, and a page that failed is not rendered again', async ({
  api,
}) => {
  test.setTimeout(timeout)
  const [ada, bob] = await Promise.all([api(await createUser()), api(await createUser())])
  const { id: slow } = await uploadPdf(ada, { bytes: slowPdf() })
  const { id: quick } = await uploadPdf(bob)
  const requests = Array.from({ length: 30 }, (_, n) => ada.get(`/documents/${slow}/pages/1/image?width=${1900 + n}`))
  expect((await bob.get(`/documents/${quick}/pages/1/image`)).status).toBe(200)
  for (const response of await Promise.all(requests)) {
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'pdf.too_complex' })
  }
  expect((await ada.get(`/documents/${slow}/pages/1/image?width=2000`)).status).toBe(422)
})

test('Rendering a page image is cancelled when all its clients have disconnected', async ({ server, api }) => {
  test.setTimeout(timeout)
  const person = await createUser()
  const { accessToken } = await openApiSession(person)
  const ada = await api(person)
  const ids: string[] = []
  for (let n = 0; n < 12; n++) {
    ids.push((await uploadPdf(ada, { bytes: slowPdf(n) })).id)
  }
  const { id: quick } = await uploadPdf(ada)
  const aborting = new AbortController()
  const requests = ids.map((id) =>
    fetch(`${server.baseUrl}/api/v1/documents/${id}/pages/1/image?width=2048`, {
      headers: { Authorization: `Bearer ${accessToken}` },
      signal: aborting.signal,
    }).catch(() => null),
  )
  // The last request is queued or being rendered when it is aborted.
  await expect.poll(async () => (await ada.get(`/documents/${quick}`)).status).toBe(200)
  aborting.abort()
  await Promise.all(requests)
  expect((await ada.get(`/documents/${quick}/pages/1/image`)).status).toBe(200)
  expect(server.output()).not.toContain('unexpected error')
})

test('Queued page images above the limit of one user are answered 503 with Retry-After', async ({ server, api }) => {
  const person = await createUser()
  const { accessToken } = await openApiSession(person)
  const { id } = await uploadPdf(await api(person), { bytes: slowPdf(99) })
  const aborting = new AbortController()
  const refused: Response[] = []
  const requests = Array.from({ length: 80 }, async (_, n) => {
    const response = await fetch(`${server.baseUrl}/api/v1/documents/${id}/pages/1/image?width=${1900 + n}`, {
      headers: { Authorization: `Bearer ${accessToken}` },
      signal: aborting.signal,
    }).catch(() => null)
    if (response?.status === 503) refused.push(response)
  })
  await expect.poll(() => refused.length).toBeGreaterThan(0)
  aborting.abort()
  await Promise.all(requests)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})
