import { z } from 'zod'
import { newId } from '#lib/core/db/id.ts'
import { allowHeader, type RouteMethod, routeMethods } from '#lib/core/http/methods.ts'
import { producedTypes } from '#lib/core/http/route/replies.ts'
import { bearer, expect, expectProblem, listed, test } from '#tests/support/contract-fixtures.ts'
import { expectedAccess, expectedGrants } from '#tests/support/expected-access.ts'
import { openApiSession, signIn } from '#tests/support/people.ts'
import { fill, listMethods, listRoutes, type RouteResources, requiredQuery } from '#tests/support/route-resources.ts'
import { changesOnce } from '#tests/support/valid-posts.ts'

const routes = await listRoutes()
const methods = listMethods(routes)
/** The headers for routes that accept no API key. */
const withSession = async ({ owner }: RouteResources) => ({
  Authorization: `Bearer ${(await openApiSession(owner)).accessToken}`,
})
const isUnsafe = (method: string) => method !== 'GET'

for (const { pattern, methods: defined } of routes) {
  const has = Object.keys(defined) as RouteMethod[]
  test(`${pattern}: OPTIONS and preflights list its methods, and any other method is refused`, async ({ call }) => {
    const allow = allowHeader(has)
    for (const method of [...routeMethods, 'HEAD'].filter(
      (name) => !has.includes((name === 'HEAD' ? 'GET' : name) as RouteMethod),
    )) {
      const response = await call(method, pattern)
      expect(response.status, method).toBe(405)
      expect(response.headers.get('allow')).toBe(allow)
      if (method !== 'HEAD') await expectProblem(response, 405, 'request.method_not_allowed')
    }
    await expectProblem(await call('PROPFIND', pattern), 501, 'request.method_unknown')
    const plain = await call('OPTIONS', pattern)
    expect([plain.status, plain.headers.get('allow')]).toEqual([204, allow])

    const preflightHeaders = {
      Origin: listed,
      'Access-Control-Request-Method': has[0] ?? 'GET',
      'Access-Control-Request-Headers': 'authorization',
    }
    const preflight = await call('OPTIONS', pattern, { headers: preflightHeaders })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(listed)
    for (const method of has) expect(preflight.headers.get('access-control-allow-methods')).toContain(method)
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, Accept, If-Match, If-None-Match, If-Range, Range, Idempotency-Key, Last-Event-ID',
    )
    expect(preflight.headers.get('access-control-max-age')).toBe('86400')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    for (const origin of ['null', `${listed}.evil.example`, 'http://localhost:51730', 'https://localhost:5173']) {
      const refused = await call('OPTIONS', pattern, { headers: { ...preflightHeaders, Origin: origin } })
      expect(refused.headers.get('vary')).toContain('Origin')
      expect([...refused.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
}

for (const { pattern, method, spec } of methods) {
  test(`${method} ${pattern}: the caller is authenticated and authorised before the request is read`, async ({
    call,
    resources,
    instance,
  }) => {
    const unread = isUnsafe(method) ? { body: '{"broken', query: '?limit=wrong' } : { query: '?limit=wrong' }
    const json = { 'Content-Type': 'application/json', Origin: listed }
    if (spec.access !== 'public') {
      const response = await call(method, pattern, { ...unread, headers: json })
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="lexai"')
      expect(response.headers.get('access-control-allow-origin'), 'errors have CORS headers').toBe(listed)
      expect(response.headers.get('access-control-expose-headers')).toContain('Request-Id')
      await expectProblem(response, 401, 'auth.required')
    }
    for (const token of ['nonsense', 'a.b.c', 'lexai_nonsense', '%']) {
      const response = await call(method, pattern, {
        ...unread,
        headers: { ...json, Authorization: `Bearer ${token}` },
      })
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
      await expectProblem(response, 401, 'auth.invalid_token')
    }
    const { cookie } = await signIn(resources.owner)
    await expectProblem(
      await call(method, pattern, { ...unread, headers: { ...json, ...bearer(resources), Cookie: cookie } }),
      400,
      'auth.ambiguous',
    )
    const access = expectedAccess[pattern]?.[method] ?? 'public'
    if (access !== 'public' && access !== 'signed-in') {
      const key = access === 'session' ? resources.key : resources.keysWithout[access]
      const forbidden = { ...json, Authorization: `Bearer ${key}` }
      await expectProblem(await call(method, pattern, { ...unread, headers: forbidden }), 403, 'auth.forbidden')
    }
    if (isUnsafe(method)) {
      for (const origin of [
        {},
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { 'Sec-Fetch-Site': 'same-site' },
      ]) {
        const headers = { 'Content-Type': 'application/json', Cookie: cookie, ...origin }
        await expectProblem(await call(method, pattern, { ...unread, headers }), 403, 'request.cross_site')
      }
    }
    expect(instance.output()).not.toContain('unexpected error')
  })

  test(`${method} ${pattern}: invalid bodies, media types and parameters are refused`, async ({
    call,
    resources,
    startInstance,
  }) => {
    const sent = spec.access === 'session' ? await withSession(resources) : bearer(resources)
    const isOpen = changesOnce.needsOpenSignUp.has(pattern)
    const at = isOpen ? { at: await startInstance({ LEXAI_SIGNUP: 'open' }) } : {}
    const send = (options: Parameters<typeof call>[2]) => call(method, pattern, { ...at, ...options })
    const produced = producedTypes(spec)
    if (produced.length > 0) {
      await expectProblem(await send({ headers: { ...sent, Accept: 'image/x-none' } }), 406, 'request.not_acceptable')
      const refused = { ...sent, Accept: `${produced.join(';q=0, ')};q=0` }
      await expectProblem(await send({ headers: refused }), 406, 'request.not_acceptable')
    }
    if (spec.query instanceof z.ZodObject && 'limit' in spec.query.shape) {
      for (const limit of ['0', '201', 'x', '1.5', '']) {
        await expectProblem(await send({ headers: sent, query: `?limit=${limit}` }), 422, 'request.invalid')
      }
      for (const cursor of ['', 'nonsense', 'e30']) {
        const query = `${requiredQuery[pattern] ?? '?'}&cursor=${cursor}`
        await expectProblem(await send({ headers: sent, query }), 400, 'request.malformed')
      }
    }
    if (method === 'POST') {
      const key = 'x'.repeat(256)
      const response = await send({ headers: { ...sent, 'Idempotency-Key': key } })
      await expectProblem(response, 400, 'idempotency.malformed')
    }
    if (!(spec.body ?? spec.upload)) return
    const wrongKind = await send({ headers: { ...sent, 'Content-Type': 'text/plain' }, body: 'x' })
    const accepts = { POST: 'accept-post', PATCH: 'accept-patch' }[method as string] ?? 'accept'
    expect(wrongKind.headers.get(accepts), accepts).toBeTruthy()
    await expectProblem(wrongKind, 415, 'request.unsupported_media_type')
    if (spec.body?.format !== 'json') return
    const kind = {
      ...sent,
      'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json; charset=utf-8',
    }
    const coded = await send({ headers: { ...kind, 'Content-Encoding': 'gzip' }, body: '{}' })
    await expectProblem(coded, 415, 'request.unsupported_media_type')
    for (const body of ['', '{', '{"a":1}}', '\ud800']) {
      await expectProblem(await send({ headers: kind, body }), 400, 'request.malformed')
    }
    for (const body of ['[]', '"text"', 'null', '17', '{"name":"a\\u0000b","q":"\\u0000"}']) {
      const problem = await expectProblem(await send({ headers: kind, body }), 422, 'request.invalid')
      const { errors = [] } = problem
      expect(errors.length).toBeGreaterThan(0)
      for (const error of errors)
        expect(error).toEqual({ pointer: expect.any(String), code: expect.any(String), detail: expect.any(String) })
    }
    const large = JSON.stringify({ text: 'x'.repeat(1024 * 1024) })
    await expectProblem(await send({ headers: kind, body: large }), 413, 'request.too_large')
  })

  if (spec.precondition === 'required') {
    test(`${method} ${pattern}: If-Match is required, and one that names an old revision returns 412`, async ({
      call,
      resources,
    }) => {
      const authorization = await withSession(resources)
      const isPdf = Boolean(spec.upload)
      const kind = { ...authorization, 'Content-Type': isPdf ? 'application/pdf' : 'application/merge-patch+json' }
      const send = (match: Record<string, string>) =>
        call(method, pattern, { headers: { ...kind, ...match }, body: isPdf ? '%PDF-1.4' : '{}' })
      await expectProblem(await send({}), 428, 'request.precondition_required')
      const current = await call('GET', pattern, { headers: authorization })
      const etag = current.headers.get('etag') ?? ''
      for (const stale of ['"0-stale"', `W/${etag}`, '"garbage"', '']) {
        await expectProblem(await send({ 'If-Match': stale }), 412, 'request.precondition_failed')
      }
    })
  }

  if (pattern.includes('{') && method === 'GET') {
    test(`${method} ${pattern}: a resource of another user is answered like one that does not exist`, async ({
      resources,
      call,
    }) => {
      const path = fill(pattern, resources) + (requiredQuery[pattern] ?? '')
      const nowhere = pattern.replace(/\{\w+\}/g, () => newId()) + (requiredQuery[pattern] ?? '')
      const isPermitted = ['signed-in', ...expectedGrants.editor].includes(expectedAccess[pattern]?.[method] ?? '')
      // An editor without the permission is refused before the resource is looked up; only then is 403 right.
      const [status, code] = isPermitted ? ([404, 'request.not_found'] as const) : ([403, 'auth.forbidden'] as const)
      const foreign = await expectProblem(await resources.stranger.get(path), status, code)
      const missing = await expectProblem(await resources.stranger.get(nowhere), status, code)
      expect({ ...foreign, requestId: '' }).toEqual({ ...missing, requestId: '' })
      expect((await call(method, pattern.replace(/\{\w+\}/g, '%00'), { headers: bearer(resources) })).status).toBe(404)
    })
  }
}

test('An unknown path returns a problem for every method', async ({ call }) => {
  for (const method of routeMethods) await expectProblem(await call(method, '/no/such/thing'), 404, 'request.not_found')
  await expectProblem(await call('GET', ''), 404, 'request.not_found')
  await expectProblem(await call('GET', '/me/'), 404, 'request.not_found')
  await expectProblem(await call('GET', '/%zz'), 400, 'request.malformed')
})
