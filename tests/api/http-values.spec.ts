import { newId } from '#lib/core/db/id.ts'
import { encodeCursor } from '#lib/core/http/lists/cursor.ts'
import { bearer, expect, expectProblem, test } from '#tests/support/contract-fixtures.ts'
import { openApiSession } from '#tests/support/people.ts'

const json = { 'Content-Type': 'application/json' }
/** JSON escapes, so that the characters reach the server unchanged. */
const loneSurrogate = '\\ud800'

test('A lone surrogate is refused wherever text is accepted, like U+0000', async ({ call, resources, instance }) => {
  const { accessToken } = await openApiSession(resources.owner)
  const mine = { ...json, Authorization: `Bearer ${accessToken}`, 'If-Match': '*' }
  const bodies: [method: string, pattern: string, headers: Record<string, string>, body: string][] = [
    ['POST', '/sessions', json, `{"email":"${loneSurrogate}@example.com","password":"a long password"}`],
    ['POST', '/matters', mine, `{"name":"${loneSurrogate}"}`],
    ['POST', '/matters', mine, `{"name":"a","reference":"${loneSurrogate}"}`],
    ['POST', '/matters', mine, `{"name":"a","${loneSurrogate}":1}`],
    ['PATCH', '/documents/{id}', mine, `{"title":"a${loneSurrogate}"}`],
    ['PATCH', '/documents/{id}', mine, `{"tags":["\\udc00\\ud800"]}`],
    ['POST', '/users', mine, `{"email":"a@example.com","name":"${loneSurrogate}","role":"viewer"}`],
  ]
  for (const [method, pattern, headers, body] of bodies) {
    await expectProblem(await call(method, pattern, { headers, body }), 422, 'request.invalid')
  }
  expect(instance.output()).not.toContain('unexpected error')
})

test('Times and numbers outside the range of the database are refused with a 4xx status', async ({
  call,
  resources,
}) => {
  const { accessToken } = await openApiSession(resources.owner)
  const mine = { Authorization: `Bearer ${accessToken}` }
  for (const name of ['from', 'to']) {
    for (const at of ['0000-01-01', '0000-12-31T23:59:59Z', '9999-12-31T23:59:59-23:59']) {
      const response = await call('GET', '/audit-events', { headers: mine, query: `?${name}=${at}` })
      expect((await expectProblem(response, 422, 'request.invalid')).errors?.[0]?.pointer).toBe(`/query/${name}`)
    }
  }
  const body = JSON.stringify({ name: 'k', scopes: ['documents:read'], expiresAt: '9999-12-31T23:59:59-23:59' })
  const key = await call('POST', '/api-keys', { headers: { ...json, ...mine }, body })
  expect((await expectProblem(key, 422, 'request.invalid')).errors?.[0]?.pointer).toBe('/expiresAt')

  const yearZero = '0000-01-01T00:00:00.000Z'
  const cursors: [pattern: string, position: Record<string, unknown>][] = [
    ['/documents/{id}/versions', { number: 2 ** 31 }],
    ['/documents', { sort: '-createdAt', key: yearZero, id: newId() }],
    ['/matters/{id}/members', { id: newId(), at: yearZero }],
    ['/users', { id: `${newId()}\ud800` }],
  ]
  for (const [pattern, position] of cursors) {
    const response = await call('GET', pattern, { headers: mine, query: `?cursor=${encodeCursor(position)}` })
    await expectProblem(response, 400, 'request.malformed')
  }
})

test('An export with an invalid filter is refused before the response starts', async ({ call, resources }) => {
  const headers = { ...bearer(resources), Accept: 'text/csv' }
  await expectProblem(await call('GET', '/audit-events', { headers, query: '?cursor=x' }), 400, 'request.malformed')
})

test('The response to a body with many errors stays small', async ({ call, resources }) => {
  const tooManyFields = JSON.stringify(Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [at, 1])))
  const manyFields = JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [at, 1])))
  const list = JSON.stringify({ name: 'k', scopes: Array.from({ length: 9000 }, () => 1) })
  const long = JSON.stringify({ ['~'.repeat(1_000_000)]: 1 })
  const { accessToken } = await openApiSession(resources.owner)
  const mine = { ...json, Authorization: `Bearer ${accessToken}` }
  for (const [pattern, headers, body] of [
    ['/sessions', json, tooManyFields],
    ['/sessions', json, manyFields],
    ['/sessions', json, long],
    ['/api-keys', mine, list],
  ] as const) {
    const response = await call('POST', pattern, { headers, body })
    const text = await response.clone().text()
    const { errors = [] } = await expectProblem(response, 422, 'request.invalid')
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(100)
    expect(text.length).toBeLessThan(30_000)
  }
})

test('Values that the server returns are accepted when sent back', async ({ call, resources }) => {
  const headers = bearer(resources)
  for (const [pattern, accept, type] of [
    ['/me', 'application/json;charset=utf-8', 'application/json'],
    ['/me', '', 'application/json'],
    ['/audit-events', 'text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
  ] as const) {
    const response = await call('GET', pattern, { headers: { ...headers, Accept: accept } })
    expect([response.status, response.headers.get('content-type')], accept).toEqual([200, type])
  }
})
