import fc from 'fast-check'
import { expect, test } from '#tests/support/contract-fixtures.ts'
import { fill, listMethods, listRoutes } from '#tests/support/route-targets.ts'

const runs = Number(process.env.LEXAI_FUZZ_REQUESTS || 300)
const methods = listMethods(await listRoutes())
/** What would take the fuzzer's own feet away. */
const spared = /^DELETE |\/samples$/

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '%00',
    '../../etc/passwd',
    "'; DROP TABLE x; --",
    '\ud800',
    '💥'.repeat(50),
    '9'.repeat(400),
    'NaN',
    '-0',
    '1e309',
  ),
)
const oddValue = fc.oneof(
  oddText,
  fc.double(),
  fc.constantFrom(1e308, -1, Number.MAX_SAFE_INTEGER, 2 ** 31, null, true, [], {}, [[[[]]]]),
  fc.jsonValue(),
)
const headerText = fc.string({ unit: fc.constantFrom(...'abz09"*,;=-/W \t'), maxLength: 60 }).map((text) => text.trim())
const names = [
  'name',
  'email',
  'q',
  'limit',
  'cursor',
  'title',
  'tags',
  'role',
  'status',
  'matterId',
  'version',
  'width',
  'token',
  'password',
  'from',
  'to',
  'sort',
  'scopes',
  'expiresAt',
  'phone',
  'newPassword',
]

const request = fc.record({
  which: fc.nat(methods.length - 1),
  isRealPath: fc.boolean(),
  segment: oddText,
  query: fc.dictionary(fc.constantFrom(...names), oddText, { maxKeys: 4 }),
  headers: fc.dictionary(
    fc.constantFrom(
      'Accept',
      'If-Match',
      'If-None-Match',
      'Range',
      'If-Range',
      'Idempotency-Key',
      'Last-Event-ID',
      'Accept-Encoding',
      'Origin',
      'Request-Id',
      'Accept-Language',
    ),
    headerText,
    { maxKeys: 4 },
  ),
  body: fc.oneof(
    fc.dictionary(fc.constantFrom(...names), oddValue, { maxKeys: 6 }).map((value) => JSON.stringify(value)),
    oddText,
  ),
  type: fc.constantFrom(
    'application/json',
    'application/merge-patch+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
    'application/pdf',
    'text/plain',
    'json',
    '',
  ),
})

test(`${runs} malformed requests of every sort give no 5xx`, async ({ world, instance }) => {
  test.setTimeout(60_000 + runs * 200)
  await fc.assert(
    fc.asyncProperty(request, async ({ which, isRealPath, segment, query, headers, body, type }) => {
      const chosen = methods[which]
      if (!chosen || spared.test(`${chosen.method} ${chosen.pattern}`)) return
      const odd = encodeURIComponent(segment.toWellFormed()) || 'x'
      const path = isRealPath ? fill(chosen.pattern, world) : chosen.pattern.replace(/\{\w+\}/g, odd)
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, value.toWellFormed()]))
      const hasBody = chosen.method !== 'GET'
      const response = await fetch(`${instance.baseUrl}/api/v1${path}?${search}`, {
        method: chosen.method,
        headers: {
          ...headers,
          Authorization: `Bearer ${world.key}`,
          ...(hasBody && type ? { 'Content-Type': type } : {}),
        },
        ...(hasBody ? { body } : {}),
        signal: AbortSignal.timeout(20_000),
      })
      const isStream = response.headers.get('content-type') === 'text/event-stream'
      const text = isStream ? '' : await response.text()
      if (isStream) await response.body?.cancel()
      expect(response.status, `${chosen.method} ${path}?${search} ${body}\n${text}`).toBeLessThan(500)
    }),
    { numRuns: runs },
  )
})
