import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { analyse } from 'scslre'
import ts from 'typescript'
import { z } from 'zod'
import { emailSchema } from '#lib/core/auth/email.ts'
import { safeReturnTo } from '#lib/core/auth/return-to.ts'
import { readSessionCookie } from '#lib/core/auth/session-cookie.ts'
import { clientAddress } from '#lib/core/http/client-address.ts'
import { findMatch, matchesStrongly, revisionOf } from '#lib/core/http/entity-tag.ts'
import { preferredCoding } from '#lib/core/http/host/content-coding.ts'
import { findPathError, routeLabel } from '#lib/core/http/host/request-target.ts'
import { decodeCursor } from '#lib/core/http/lists/cursor.ts'
import { requestIdFrom } from '#lib/core/http/request-id.ts'
import { idempotencyKey } from '#lib/core/http/route/idempotency.ts'
import { negotiate } from '#lib/core/http/route/negotiate.ts'
import { parseRange, rangeStillValid } from '#lib/core/http/route/range.ts'
import { parseForm, parseJson } from '#lib/core/http/route/request-body.ts'
import { toFileName } from '#lib/documents/file-name.ts'
import { MultipartReader } from '#lib/documents/multipart-reader.ts'
import { parsePartDisposition } from '#lib/documents/part-disposition.ts'
import { parsePassageLink } from '#lib/documents/passage-link.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { describeUserAgent } from '#lib/sessions/device-name.ts'
import { nameSchema, passwordSchema, phoneSchema } from '#lib/users/schema.ts'

const types = ['application/json', 'text/csv']
const nothing = { begin: () => {}, data: () => {}, end: () => {} }

/** All parsers of client input. Each accepts any text; an exception counts as a result. */
const parsers: Record<string, (text: string) => unknown> = {
  Accept: (text) => negotiate(text, types),
  'Accept-Encoding': (text) => preferredCoding(text),
  'If-None-Match': (text) => findMatch(text, '"1-abc"'),
  'If-Match': (text) => [matchesStrongly(text, '"1-abc"'), revisionOf(text)],
  Range: (text) => parseRange(text, 1000),
  'If-Range': (text) => rangeStillValid(text, '"1-abc"'),
  'Idempotency-Key': (text) => idempotencyKey(new Request('http://x', { headers: { 'Idempotency-Key': text } })),
  'X-Forwarded-For': (text) => clientAddress('10.0.0.1', text, ['10.0.0.0/8']),
  'Request-Id': (text) => requestIdFrom(text),
  Cookie: (text) => readSessionCookie(text, 'http://localhost:3000'),
  'User-Agent': (text) => describeUserAgent(text),
  'request path': (text) => [findPathError(`/${text}`), routeLabel(`/${text}`)],
  cursor: (text) => decodeCursor(text, z.object({ id: z.string() })),
  'return address': (text) => safeReturnTo(`/${text}`),
  'form body': (text) => parseForm(Buffer.from(text)),
  'JSON body': (text) => parseJson(Buffer.from(text)),
  'Content-Disposition of a part': (text) => parsePartDisposition(`form-data; name="file"${text}`),
  'file name': (text) => toFileName(text),
  'multipart body': (text) => {
    const reader = new MultipartReader('b', nothing)
    reader.write(Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n${text}`))
    reader.end()
  },
  'part headers': (text) => {
    const reader = new MultipartReader('b', nothing)
    reader.write(Buffer.from(`--b\r\n${text}`))
    reader.end()
  },
  search: (text) => parseQuery(text),
  'passage link': (text) => parsePassageLink(text),
  'mail address': (text) => emailSchema.safeParse(text),
  name: (text) => nameSchema.safeParse(text),
  phone: (text) => phoneSchema.safeParse(text),
  password: (text) => passwordSchema.safeParse(text),
}

/** Inputs that make parsers loop: separators, quotes, escapes and incomplete tokens of each syntax. */
const fragments = [
  ...[' ', '\t', ',', ';', '"', '\\', '=', '%', '.', '-', '/', ':', '0', 'a', 'é', '\ufffd'],
  ...[
    '\\"',
    '""',
    'W/"',
    '"a",',
    ', ',
    '; ',
    'a/b,',
    ';q=0.1',
    'a/b;q=0,',
    ' filename="a"x',
    ";filename*=UTF-8''a",
    '=?utf-8?B?',
  ],
  ...[
    '\r\n',
    '\r\n--b',
    '--b\r\n',
    'name: x\r\n',
    '%20',
    '%zz',
    'a=b&',
    'a=b; ',
    '[',
    '{"a":',
    '-a ',
    'or ',
    '"a ',
    '10.0.0.1, ',
    '0-1,',
  ],
]

const session = new Session()

test.beforeAll(async () => {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
})
test.afterAll(() => session.disconnect())

/** The number of executed code blocks by V8's precise coverage, which is the same on every machine. */
async function countWork(run: () => unknown): Promise<number> {
  // Taking the coverage resets the counters.
  await session.post('Profiler.takePreciseCoverage')
  run()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  let work = 0
  for (const { functions } of result) for (const { ranges } of functions) for (const { count } of ranges) work += count
  return work
}

/** An exception counts as a result. */
function attempt(parse: () => unknown): void {
  try {
    parse()
  } catch {}
}

const repeats = 1500
/** Allowance for work independent of the length and for the measurement itself. */
const constant = 3000

for (const [name, parse] of Object.entries(parsers)) {
  test(`${name}: the work grows at most linearly with the input`, async () => {
    const inputs = (times: number) =>
      fragments.flatMap((fragment) => ['', 'x', '"'].map((end) => `${fragment.repeat(times)}${end}`))
    // All inputs together: quadratic growth of one of them dominates the sum.
    const workFor = (times: number) => {
      const given = inputs(times)
      return countWork(() => {
        for (const input of given) attempt(() => parse(input))
      })
    }
    await workFor(10)
    const once = await workFor(repeats)
    const twice = await workFor(repeats * 2)
    expect(twice).toBeLessThan(2.2 * once + constant)
  })
}

test('The measurement distinguishes quadratic from linear work', async () => {
  const quadratic = (length: number) => {
    let work = 0
    for (let a = 0; a < length; a++) for (let b = 0; b < a; b++) work++
    return work
  }
  const once = await countWork(() => quadratic(repeats))
  expect(await countWork(() => quadratic(repeats * 2))).toBeGreaterThan(2.2 * once + constant)
})

/** Coverage does not count the steps of regular expressions. These are ambiguous, but not superlinear: */
const bounded: Record<string, string> = {
  '/^\\P{L}+|\\P{L}+$/gu': 'sees 64 characters of a password',
}
/** Files whose expressions end in `(.*)$` and see one line: with no line break in it that never fails, so nothing is tried again. */
const oneLine = new Set(['lib/passages/headings.ts'])

test('No regular expression of the server backtracks beyond linear time', () => {
  const found: Record<string, string[]> = {}
  for (const { file, pattern, flags } of listRegularExpressions(['lib', 'app', 'server.ts', 'middleware.ts'])) {
    if (oneLine.has(file) && pattern.endsWith('(.*)$')) continue
    const { reports } = analyse({ source: pattern, flags })
    if (reports.length > 0) found[`/${pattern}/${flags}`] = [...(found[`/${pattern}/${flags}`] ?? []), file]
  }
  expect(Object.entries(found).filter(([expression]) => !(expression in bounded))).toEqual([])
  for (const expression of Object.keys(bounded))
    expect(Object.keys(found), 'expression still exists').toContain(expression)
})

function listRegularExpressions(roots: string[]): { file: string; pattern: string; flags: string }[] {
  const files = roots.flatMap((root) =>
    root.endsWith('.ts')
      ? [root]
      : readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file)),
  )
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
    .flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
      const literals: { file: string; pattern: string; flags: string }[] = []
      const visit = (node: ts.Node) => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/')
          literals.push({ file, pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) })
        }
        ts.forEachChild(node, visit)
      }
      visit(source)
      return literals
    })
}
