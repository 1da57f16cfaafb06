import { expect, test } from '@playwright/test'
import { AppError } from '#lib/core/errors.ts'
import { entityTag, findMatch, matchesStrongly, revisionOf, withCoding } from '#lib/core/http/entity-tag.ts'
import { parsePrecondition } from '#lib/core/http/route/precondition.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

test('ETags match weakly in If-None-Match and strongly in If-Match, whatever their content coding', () => {
  const tag = entityTag('body', 7)
  expect(tag).toMatch(/^"7-[\w-]{20}"$/)
  expect(revisionOf(tag)).toBe(7)
  expect(revisionOf(withCoding(tag, 'br'))).toBe(7)
  expect(revisionOf(`W/${tag}`)).toBeNull()
  expect(findMatch(`"x", W/${tag}`, tag)).toBe(tag)
  expect(findMatch(withCoding(tag, 'zstd'), tag)).toBe(withCoding(tag, 'zstd'))
  expect(findMatch('*', tag)).toBe(tag)
  expect(findMatch('"x"', tag)).toBeNull()
  expect(findMatch('garbage', tag)).toBeNull()
  expect(matchesStrongly(tag, tag)).toBe(true)
  expect(matchesStrongly(withCoding(tag, 'gzip'), tag)).toBe(true)
  expect(matchesStrongly(`W/${tag}`, tag)).toBe(false)
})

test('A precondition compares the revision that was read', () => {
  const ask = (headers: Record<string, string>, isRequired = true) =>
    codeOf(() => parsePrecondition(new Headers(headers), isRequired).require(3))
  expect(ask({})).toBe('request.precondition_required')
  expect(ask({}, false)).toBeNull()
  expect(ask({ 'If-Match': '"3-abc"' })).toBeNull()
  expect(ask({ 'If-Match': '"2-abc", "3-def-br"' })).toBeNull()
  expect(ask({ 'If-Match': '*' })).toBeNull()
  expect(ask({ 'If-Match': '"2-abc"' })).toBe('request.precondition_failed')
  expect(ask({ 'If-Match': 'W/"3-abc"' })).toBe('request.precondition_failed')
  expect(ask({ 'If-Match': '"nonsense"' }, false)).toBe('request.precondition_failed')
  expect(ask({ 'If-None-Match': '*' }, false)).toBe('request.precondition_failed')
})

test('A precondition without a revision compares the whole ETag', async () => {
  const tag = entityTag(JSON.stringify({ id: 1 }))
  const ask = async (headers: Record<string, string>) => {
    try {
      await parsePrecondition(new Headers(headers), false).requireBody(async () => ({ id: 1 }))
      return null
    } catch (error) {
      return error instanceof AppError ? error.code : String(error)
    }
  }
  expect(await ask({})).toBeNull()
  expect(await ask({ 'If-Match': tag })).toBeNull()
  expect(await ask({ 'If-Match': withCoding(tag, 'br') })).toBeNull()
  expect(await ask({ 'If-Match': '*' })).toBeNull()
  expect(await ask({ 'If-Match': '"other"' })).toBe('request.precondition_failed')
  expect(await ask({ 'If-Match': `W/${tag}` })).toBe('request.precondition_failed')
  expect(await ask({ 'If-None-Match': tag })).toBe('request.precondition_failed')
})
