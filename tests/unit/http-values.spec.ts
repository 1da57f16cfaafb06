import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { AppError } from '#lib/core/errors.ts'
import { timestamp, timestampOrDate } from '#lib/core/http/input/timestamp.ts'
import { validate } from '#lib/core/http/input/validate.ts'
import { problemReply } from '#lib/core/http/route/problem.ts'
import { log } from '#lib/core/log.ts'

function errorsOf(schema: z.ZodType, value: unknown): AppError['errors'] {
  try {
    validate(schema, value)
    return null
  } catch (error) {
    return error instanceof AppError ? error.errors : null
  }
}

test('times are those that everybody can write', () => {
  const fits = (text: string) => timestampOrDate.safeParse(text).success
  for (const text of ['0001-01-01', '2026-11-26', '9999-12-31T23:59:59.999Z', '2026-11-26T10:00:00+02:00']) {
    expect(fits(text), text).toBe(true)
  }
  for (const text of ['0000-12-31', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '2026-02-30', 'x']) {
    expect(fits(text), text).toBe(false)
  }
  expect(timestamp.safeParse('2026-11-26').success).toBe(false)
})

test('a value that PostgreSQL refuses is the request’s fault; what passes is to be tried again; anything else is ours', () => {
  log.level = 'silent'
  const nested = (originalCode: string) => ({
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode } } },
  })
  for (const error of [{ code: '22P02' }, { code: 'P2007' }, { code: 'P2020' }, nested('22008')]) {
    expect(problemReply(Object.assign(new Error('SELECT'), error), 'id').status).toBe(400)
  }
  for (const error of [{ code: '42601' }, nested('23505'), {}]) {
    expect(problemReply(Object.assign(new Error('SELECT'), error), 'id').status).toBe(500)
  }
  for (const error of [{ code: '57P01' }, { code: 'P2034' }, { code: '40P01' }, nested('40P01'), nested('53300')]) {
    const { status, headers } = problemReply(Object.assign(new Error('SELECT'), error), 'id')
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
  }
})

test('what will not do is named by a JSON Pointer', () => {
  const schema = z.strictObject({ 'a/b': z.object({ '~': z.number() }), list: z.array(z.string()) })
  const errors = errorsOf(schema, { 'a/b': { '~': 'x' }, list: ['ok', 3], more: 1 })
  expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(['/a~1b/~0', '/list/1', '/more'])
  expect(errorsOf(z.looseObject({}), { deep: [{ text: 'a\0b' }] })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { 'a\0': 1 })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { deep: [{ text: '\udc00' }] })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { '\ud83d': 1 })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { text: '\ud83d\udca5' })).toBeNull()
})

test('of much that is wrong the first hundred are named, and a crowd is not looked at', () => {
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, 1]))
  expect(errorsOf(z.strictObject({}), names(9000))).toHaveLength(100)
  expect(errorsOf(z.array(z.string()), Array(9000).fill(1))).toHaveLength(100)
  let asked = 0
  const counting = z.array(z.custom(() => asked++ < 0))
  expect(errorsOf(counting, Array(10_001).fill(1))).toMatchObject([{ pointer: '', code: 'too_big' }])
  expect(asked).toBe(0)
  expect(errorsOf(z.strictObject({}), { ['~'.repeat(300)]: 1 })).toMatchObject([{ pointer: '' }])
})
