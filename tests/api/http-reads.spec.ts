import { producedTypes } from '#lib/core/http/route/replies.ts'
import { bearer, expect, expectProblem, listed, test } from '#tests/support/contract-fixtures.ts'
import { listMethods, listRoutes, requiredQuery } from '#tests/support/route-resources.ts'

const reads = listMethods(await listRoutes()).filter(({ method }) => method === 'GET')

for (const { pattern, spec } of reads) {
  const produced = producedTypes(spec)
  if (produced.includes('text/event-stream')) continue

  test(`GET ${pattern}: the response has the common headers and answers conditional requests`, async ({
    call,
    resources,
  }) => {
    const query = requiredQuery[pattern] ?? ''
    const get = (headers: Record<string, string> = {}, method = 'GET') =>
      call(method, pattern, { query, headers: { ...bearer(resources), 'Accept-Encoding': 'identity', ...headers } })
    const first = await get({ 'Request-Id': 'given-by-the-client', Origin: listed })
    const body = await first.arrayBuffer()
    expect(first.status, Buffer.from(body).toString('utf8', 0, 300)).toBe(200)
    const header = (name: string) => first.headers.get(name)
    expect(header('request-id')).toBe('given-by-the-client')
    expect(header('access-control-allow-origin')).toBe(listed)
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('server-timing')).toMatch(/^total;dur=[\d.]+/)
    expect(header('vary')).toContain('Origin')
    if (spec.access !== 'public') expect(header('vary')).toContain('Authorization')
    if (produced.length > 1) expect(header('vary')).toContain('Accept')
    expect(header('content-length')).toBe(String(body.byteLength))
    expect((await get({ 'Request-Id': 'not valid!' })).headers.get('request-id')).not.toBe('not valid!')

    const etag = header('etag')
    if (!etag) throw new Error('A read has a validator')
    expect(etag).toMatch(/^"[^"]+"$/)
    expect(header('cache-control')).toMatch(/^(private, no-cache|no-store)$/)
    expect(header('x-frame-options')).toBe('DENY')
    expect(header('content-security-policy')).toMatch(/frame-ancestors 'none'$/)
    const head = await get({}, 'HEAD')
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['etag', 'cache-control', 'vary', 'content-type', 'content-length']) {
      expect(head.headers.get(name), name).toBe(header(name))
    }

    if (pattern === '/health' || pattern === '/ready') return
    const current = (await get()).headers.get('etag') ?? ''
    for (const known of [current, `"other", W/${current}`, '*']) {
      const same = await get({ 'If-None-Match': known })
      expect(same.status, known).toBe(304)
      expect(await same.text()).toBe('')
      expect(same.headers.get('etag')).toBe(current)
      for (const name of ['cache-control', 'vary']) expect(same.headers.get(name), name).toBe(header(name))
      expect(same.headers.get('content-type')).toBeNull()
    }
    expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200)
    await expectProblem(await get({ 'If-Match': '"other"' }), 412, 'request.precondition_failed')
  })

  test(`GET ${pattern}: content codings are negotiated`, async ({ call, resources }) => {
    const query = requiredQuery[pattern] ?? ''
    const get = (coding: string) =>
      call('GET', pattern, { query, headers: { ...bearer(resources), 'Accept-Encoding': coding } })
    const plain = await get('identity')
    const bytes = (await plain.arrayBuffer()).byteLength
    const isText = /json|text|csv/.test(plain.headers.get('content-type') ?? '')
    for (const coding of ['br', 'zstd', 'gzip']) {
      const coded = await get(coding)
      const expected = isText && bytes >= 1024 ? coding : null
      expect(coded.headers.get('content-encoding'), coding).toBe(expected)
      if (isText) expect(coded.headers.get('vary')).toContain('Accept-Encoding')
      if (expected) expect(coded.headers.get('etag')).toMatch(new RegExp(`-${coding}"$`))
    }
    expect((await get('br;q=0, zstd;q=0, gzip;q=0')).headers.get('content-encoding')).toBeNull()
  })
}

test('A stored file is served in ranges, and only while its ETag matches', async ({ call, resources }) => {
  const get = (headers: Record<string, string> = {}) =>
    call('GET', '/documents/{id}/content', { headers: { ...bearer(resources), ...headers } })
  const whole = Buffer.from(await (await get()).arrayBuffer())
  const size = whole.length
  const cases: [string, number, number][] = [
    ['bytes=0-4', 0, 4],
    ['bytes=5-', 5, size - 1],
    ['bytes=-6', size - 6, size - 1],
    [`bytes=-${size + 5000}`, 0, size - 1],
    [`bytes=1-${size + 10}`, 1, size - 1],
  ]
  for (const [range, start, end] of cases) {
    const part = await get({ Range: range })
    expect(part.status, range).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`)
    expect(part.headers.get('content-length')).toBe(String(end - start + 1))
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true)
  }
  for (const range of ['bytes=0-1,4-5', 'lines=1-2', 'bytes=9-2', 'nonsense']) {
    const all = await get({ Range: range })
    expect(all.status, range).toBe(200)
    expect((await all.arrayBuffer()).byteLength).toBe(size)
  }
  const beyond = await get({ Range: `bytes=${size}-` })
  expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
  await expectProblem(beyond, 416, 'request.range_not_satisfiable')
  const etag = (await get()).headers.get('etag') ?? ''
  expect((await get({ Range: 'bytes=0-4', 'If-Range': etag })).status).toBe(206)
  for (const other of ['"other"', `W/${etag}`, 'Mon, 23 Nov 2026 22:00:00 GMT']) {
    expect((await get({ Range: 'bytes=0-4', 'If-Range': other })).status, other).toBe(200)
  }
})
