import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'
import { sameOriginHeaders } from '#tests/support/sign-in-form.ts'

const cleared = '"cache", "storage"'

test('Every response forbids framing: JSON, PDFs, images, streams and errors', async ({ api, server }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada)
  const responses = [
    ...(await Promise.all(
      [
        '/me',
        '/nowhere',
        `/documents/${id}/content`,
        `/documents/${id}/content?download=1`,
        `/documents/${id}/pages/1/image`,
        `/documents/${id}/events`,
        `/documents/${id}/text`,
      ].map((path) => ada.get(path)),
    )),
    await ada.request('PROPFIND', '/me'),
    await fetch(`${server.baseUrl}/.well-known/jwks.json`),
    await fetch(`${server.baseUrl}/api/auth/session`),
    await fetch(`${server.baseUrl}/_next/static/none.js`),
    await fetch(`${server.baseUrl}/icon.svg`),
  ]
  for (const { url, headers } of responses) {
    expect(headers.get('x-frame-options'), url).toBe('DENY')
    expect(headers.get('content-security-policy'), url).toContain("frame-ancestors 'none'")
  }
})

test('Clear-Site-Data is sent when a session ends by sign-out or by revocation', async ({ api, server }) => {
  const ada = await createUser()
  const asBrowser = async () => {
    const { id, cookie } = await signIn(ada)
    const headers = { Cookie: cookie, Origin: server.baseUrl, 'Sec-Fetch-Site': 'same-origin' }
    const request = (method: string, path: string) => fetch(`${server.baseUrl}${path}`, { method, headers })
    return { id, request }
  }
  const first = await asBrowser()
  expect((await first.request('GET', '/api/v1/me')).headers.get('clear-site-data')).toBeNull()
  const out = await first.request('DELETE', '/api/v1/sessions/current')
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, cleared])

  const second = await signIn(ada)
  const signOut = await fetch(`${server.baseUrl}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...sameOriginHeaders, Cookie: second.cookie },
  })
  expect(signOut.headers.get('clear-site-data')).toBe(cleared)

  const third = await asBrowser()
  const admin = await api(await createUser({ role: 'admin' }))
  expect((await admin.delete(`/users/${ada.id}/sessions/${third.id}`)).status).toBe(204)
  const refused = await third.request('GET', '/api/v1/me')
  expect([refused.status, refused.headers.get('clear-site-data')]).toEqual([401, cleared])
  // API clients do not get Clear-Site-Data.
  expect((await fetch(`${server.baseUrl}/api/v1/me`)).headers.get('clear-site-data')).toBeNull()
})
