import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { AppError } from '#lib/core/errors.ts'
import { clientAddress } from '#lib/core/http/client-address.ts'
import { allowedOrigin, corsHeaders, preflightHeaders } from '#lib/core/http/cors.ts'
import { pageSecurityHeaders, signInPath } from '#lib/core/http/edge/page-security.ts'
import { preferredCoding } from '#lib/core/http/host/content-coding.ts'
import { findPathError, routeLabel } from '#lib/core/http/host/request-target.ts'
import { decodeCursor, encodeCursor } from '#lib/core/http/lists/cursor.ts'
import { nextLink } from '#lib/core/http/lists/next-link.ts'
import { isCompressible } from '#lib/core/http/media-type.ts'
import { allowHeader } from '#lib/core/http/methods.ts'
import { requestIdFrom } from '#lib/core/http/request-id.ts'
import { negotiate } from '#lib/core/http/route/negotiate.ts'
import { parseRange, rangeStillValid } from '#lib/core/http/route/range.ts'
import { contentDisposition } from '#lib/core/http/route/reply.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

test('Ranges are parsed according to RFC 9110', () => {
  const size = 1000
  const cases: [string | null, ReturnType<typeof parseRange>][] = [
    [null, null],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 999 }],
    ['bytes=990-2000', { start: 990, end: 999 }],
    ['bytes=-10', { start: 990, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=99999999999999999999-', 'unsatisfiable'],
    ['bytes=0-99999999999999999999', { start: 0, end: 999 }],
    [`bytes=-${'9'.repeat(400)}`, { start: 0, end: 999 }],
    ['bytes=5-2', null],
    ['bytes=0-1,5-6', null],
    ['bytes=a-b', null],
    ['bytes=-', null],
    ['items=0-1', null],
  ]
  for (const [header, expected] of cases) expect(parseRange(header, size), String(header)).toEqual(expected)
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(rangeStillValid(null, '"a"')).toBe(true)
  expect(rangeStillValid('"a"', '"a"')).toBe(true)
  expect(rangeStillValid('W/"a"', '"a"')).toBe(false)
  expect(rangeStillValid('Mon, 23 Nov 2026 22:00:00 GMT', '"a"')).toBe(false)
})

test('The response type is negotiated by q values, and q=0 excludes a type', () => {
  const produces = ['application/json', 'text/csv']
  const cases: [string | null, string | null][] = [
    [null, 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json;q=0.1, text/csv;q=0.9', 'text/csv'],
    ['application/json;q=0, */*', 'text/csv'],
    ['', 'application/json'],
    [' ', 'application/json'],
    ['application/json;charset=utf-8', 'application/json'],
    ['text/csv; charset="utf-8"; header=present ;Q=0.9, application/json;v="a,b;q=1";q=0.8', 'text/csv'],
  ]
  for (const [accept, expected] of cases) expect(negotiate(accept, produces), String(accept)).toBe(expected)
  expect(codeOf(() => negotiate('image/png', produces))).toBe('request.not_acceptable')
  expect(codeOf(() => negotiate('*/*;q=0', produces))).toBe('request.not_acceptable')
  expect(codeOf(() => negotiate('application/json;charset=utf-8;q=0', produces))).toBe('request.not_acceptable')
  expect(negotiate('image/png', [])).toBeNull()
})

test('The content coding follows the client’s order of preference', () => {
  const cases: [string | undefined, string | null][] = [
    [undefined, null],
    ['', null],
    ['identity', null],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['zstd, br', 'zstd'],
    ['gzip;q=0.5, br;q=0.4', 'gzip'],
    ['br;q=0, *', 'zstd'],
    ['br;q=0, zstd;q=0, gzip;q=0', null],
    ['identity;q=1, gzip;q=0.5', null],
    ['deflate', null],
  ]
  for (const [header, expected] of cases) expect(preferredCoding(header), String(header)).toBe(expected)
  for (const type of [
    'application/json',
    'application/problem+json',
    'text/csv; charset=utf-8',
    'text/html',
    'image/svg+xml',
  ]) {
    expect(isCompressible(type), type).toBe(true)
  }
  for (const type of ['application/pdf', 'image/webp', 'text/event-stream', null])
    expect(isCompressible(type)).toBe(false)
})

test('An origin is allowed only by an exact match', () => {
  const listed = ['https://app.example.com', 'http://localhost:5173']
  expect(allowedOrigin('https://app.example.com', listed)).toBe('https://app.example.com')
  for (const origin of [
    null,
    'null',
    'https://app.example.com.evil.net',
    'https://app.example.co',
    'http://app.example.com',
    'https://APP.example.com',
    'https://app.example.com:444',
    'https://app.example.com/',
  ]) {
    expect(allowedOrigin(origin, listed), String(origin)).toBeNull()
    expect(corsHeaders(origin, listed)).toEqual({})
    expect(Object.keys(preflightHeaders(origin, listed, 'GET'))).toEqual(['Vary'])
  }
  const response = preflightHeaders('http://localhost:5173', listed, 'GET, POST')
  expect(response['Access-Control-Allow-Methods']).toBe('GET, POST')
  expect(response['Access-Control-Max-Age']).toBe('86400')
  expect(JSON.stringify(response)).not.toContain('Credentials')
})

test('Allow lists the methods of the route', () => {
  expect(allowHeader(['PATCH', 'GET'])).toBe('GET, HEAD, PATCH, OPTIONS')
  expect(allowHeader(['POST'])).toBe('POST, OPTIONS')
})

test('A forwarded address is used only from a trusted proxy, and is read from the right', () => {
  expect(clientAddress('203.0.113.9', '1.2.3.4', [])).toBe('203.0.113.9')
  expect(clientAddress('::ffff:127.0.0.1', null, [])).toBe('127.0.0.1')
  expect(clientAddress('10.0.0.1', '9.9.9.9, 198.51.100.7', ['10.0.0.0/8'])).toBe('198.51.100.7')
  expect(clientAddress('10.0.0.1', '198.51.100.7, 10.0.0.2', ['10.0.0.0/8'])).toBe('198.51.100.7')
  expect(clientAddress('10.0.0.1', 'garbage', ['10.0.0.1'])).toBe('10.0.0.1')
  expect(clientAddress('::1', '2001:db8::7', ['::1'])).toBe('2001:db8::7')
})

test('A cursor decodes to what was encoded, and any other value is refused', () => {
  const schema = z.object({ id: z.string(), at: z.string() })
  const position = { id: 'ä', at: '2026-11-23' }
  expect(decodeCursor(encodeCursor(position), schema)).toEqual(position)
  for (const bad of ['', '%', 'bm9uc2Vuc2U', encodeCursor({ id: 1 }), encodeCursor({ id: '\0', at: '' })]) {
    expect(
      codeOf(() => decodeCursor(bad, schema)),
      bad,
    ).toBe('request.malformed')
  }
  expect(nextLink('http://evil.example/api/v1/x?limit=2&cursor=old&q=a%20b', 'new')).toBe(
    '</api/v1/x?limit=2&cursor=new&q=a+b>; rel="next"',
  )
})

test('A file name with any characters is preserved in Content-Disposition', () => {
  expect(contentDisposition('inline', 'a.pdf')).toBe('inline; filename="a.pdf"')
  expect(contentDisposition('attachment', 'Vertrag “ä”.pdf')).toBe(
    `attachment; filename="Vertrag ___.pdf"; filename*=UTF-8''Vertrag%20%E2%80%9C%C3%A4%E2%80%9D.pdf`,
  )
  expect(contentDisposition('inline', 'a"\r\nSet-Cookie: x=1/../\ud800')).not.toMatch(/[\r\n\ud800]|""/)
})

test('A valid request id of the client is kept', () => {
  expect(requestIdFrom('abc-123.DEF')).toBe('abc-123.DEF')
  for (const bad of [null, '', 'a b', 'a\nb', 'x'.repeat(129), 'ä'])
    expect(requestIdFrom(bad)).toMatch(/^[0-9a-f-]{36}$/)
})

test('Malformed API paths are answered with problems, and the access log contains no secret', () => {
  expect(findPathError('/api/v1/documents')).toBeNull()
  expect(findPathError('/library/')).toBeNull()
  expect(findPathError('/api/v1/documents/')).toBe('request.not_found')
  expect(findPathError('//api/v1/me')).toBe('request.not_found')
  expect(findPathError('/api/v1//me')).toBe('request.not_found')
  expect(findPathError('/api/v2/me')).toBe('request.not_found')
  expect(findPathError('/api/v1/%zz?x=1')).toBe('request.malformed')
  expect(findPathError('/sign-in/%zz')).toBe('request.malformed')
  expect(findPathError('/sign-in?q=%zz\\..')).toBeNull()
  expect(findPathError('/x/%2E./api/v1/me')).toBe('request.not_found')
  expect(findPathError('/documents/...')).toBeNull()
  expect(routeLabel('/reset/secret-token?x=1')).toBe('/reset/…')
  expect(routeLabel('/library?q=name')).toBe('/library')
})

test('Pages allow only their own scripts, and visitors are redirected with a return address', () => {
  const headers = pageSecurityHeaders({
    nonce: 'n',
    publicOrigin: 'https://lexai.example',
    formTargets: [],
    isDevelopment: false,
  })
  const policy = headers['Content-Security-Policy'] ?? ''
  expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' 'nonce-n' 'strict-dynamic'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['Strict-Transport-Security']).toBeTruthy()
  expect(signInPath('/library', '?q=a&b=/x')).toBe('/sign-in?returnTo=%2Flibrary%3Fq%3Da%26b%3D%2Fx')
  for (const path of ['/', '/sign-in', '/reset/x', '/problems/a.b', '/developers'])
    expect(signInPath(path, '')).toBeNull()
})
