import { newId } from '#lib/core/db/id.ts'
import { encodeCursor } from '#lib/core/http/lists/cursor.ts'
import { bearer, expect, expectProblem, test } from '#tests/support/contract-fixtures.ts'
import { openApiSession } from '#tests/support/people.ts'

const json = { 'Content-Type': 'application/json' }
/** As JSON writes them, so that they come to the server as they are. */
const half = '\\ud800'

test('half a surrogate pair is refused wherever text is taken, as U+0000 is', async ({ call, world, instance }) => {
  const { accessToken } = await openApiSession(world.owner)
  const mine = { ...json, Authorization: `Bearer ${accessToken}`, 'If-Match': '*' }
  const bodies: [method: string, pattern: string, headers: Record<string, string>, body: string][] = [
    ['POST', '/sessions', json, `{"email":"${half}@example.com","password":"a long password"}`],
    ['POST', '/matters', mine, `{"name":"${half}"}`],
    ['POST', '/matters', mine, `{"name":"a","reference":"${half}"}`],
    ['POST', '/matters', mine, `{"name":"a","${half}":1}`],
    ['PATCH', '/documents/{id}', mine, `{"title":"a${half}"}`],
    ['PATCH', '/documents/{id}', mine, `{"tags":["\\udc00\\ud800"]}`],
    ['POST', '/users', mine, `{"email":"a@example.com","name":"${half}","role":"viewer"}`],
  ]
  for (const [method, pattern, headers, body] of bodies) {
    await expectProblem(await call(method, pattern, { headers, body }), 422, 'request.invalid')
  }
  expect(instance.output()).not.toContain('unexpected error')
})

test('times and numbers that the database cannot hold are refused, not failed over', async ({ call, world }) => {
  const { accessToken } = await openApiSession(world.owner)
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

test('an export that cannot begin is refused before it begins', async ({ call, world }) => {
  const headers = { ...bearer(world), Accept: 'text/csv' }
  await expectProblem(await call('GET', '/audit-events', { headers, query: '?cursor=x' }), 400, 'request.malformed')
})

test('a refusal stays small and cheap, however much is wrong', async ({ call, world }) => {
  const crowd = JSON.stringify(Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [at, 1])))
  const few = JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [at, 1])))
  const list = JSON.stringify({ name: 'k', scopes: Array.from({ length: 9000 }, () => 1) })
  const long = JSON.stringify({ ['~'.repeat(1_000_000)]: 1 })
  const { accessToken } = await openApiSession(world.owner)
  const mine = { ...json, Authorization: `Bearer ${accessToken}` }
  for (const [pattern, headers, body] of [
    ['/sessions', json, crowd],
    ['/sessions', json, few],
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

test('what the server itself says that it sends is acceptable to it', async ({ call, world }) => {
  const headers = bearer(world)
  for (const [pattern, accept, type] of [
    ['/me', 'application/json;charset=utf-8', 'application/json'],
    ['/me', '', 'application/json'],
    ['/audit-events', 'text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
  ] as const) {
    const response = await call('GET', pattern, { headers: { ...headers, Accept: accept } })
    expect([response.status, response.headers.get('content-type')], accept).toEqual([200, type])
  }
})
