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

test('Times are accepted from year 1 to year 9999 in UTC', () => {
  const isAccepted = (text: string) => timestampOrDate.safeParse(text).success
  for (const text of ['0001-01-01', '2026-11-26', '9999-12-31T23:59:59.999Z', '2026-11-26T10:00:00+02:00']) {
    expect(isAccepted(text), text).toBe(true)
  }
  for (const text of ['0000-12-31', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '2026-02-30', 'x']) {
    expect(isAccepted(text), text).toBe(false)
  }
  expect(timestamp.safeParse('2026-11-26').success).toBe(false)
})

test('A value that PostgreSQL refuses is a client error, a temporary failure is retryable, and any other is an internal error', () => {
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

test('Invalid values are reported with a JSON Pointer', () => {
  const schema = z.strictObject({ 'a/b': z.object({ '~': z.number() }), list: z.array(z.string()) })
  const errors = errorsOf(schema, { 'a/b': { '~': 'x' }, list: ['ok', 3], more: 1 })
  expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(['/a~1b/~0', '/list/1', '/more'])
  expect(errorsOf(z.looseObject({}), { deep: [{ text: 'a\0b' }] })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { 'a\0': 1 })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { deep: [{ text: '\udc00' }] })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { '\ud83d': 1 })).toHaveLength(1)
  expect(errorsOf(z.looseObject({}), { text: '\ud83d\udca5' })).toBeNull()
})

test('At most one hundred errors are reported, and oversized arrays are not checked item by item', () => {
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, 1]))
  expect(errorsOf(z.strictObject({}), names(9000))).toHaveLength(100)
  expect(errorsOf(z.array(z.string()), Array(9000).fill(1))).toHaveLength(100)
  let checks = 0
  const counting = z.array(z.custom(() => checks++ < 0))
  expect(errorsOf(counting, Array(10_001).fill(1))).toMatchObject([{ pointer: '', code: 'too_big' }])
  expect(checks).toBe(0)
  expect(errorsOf(z.strictObject({}), { ['~'.repeat(300)]: 1 })).toMatchObject([{ pointer: '' }])
})
