import { writeFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { toDatabaseFailure } from '#lib/core/db/database-failure.ts'
import { AppError } from '#lib/core/errors.ts'
import { classifySpace } from '#lib/core/storage/free-space.ts'
import { withStorageErrors } from '#lib/core/storage/storage-failure.ts'

const gibibyte = 1024 ** 3

test('The default reserve is the smaller of 1 GiB and 5 % of the volume', () => {
  const large = { totalBytes: 1000 * gibibyte }
  expect(classifySpace({ ...large, freeBytes: 3 * gibibyte }, null)).toMatchObject({
    state: 'ok',
    reserveBytes: gibibyte,
  })
  expect(classifySpace({ ...large, freeBytes: 1.5 * gibibyte }, null).state).toBe('low')
  expect(classifySpace({ ...large, freeBytes: 0.5 * gibibyte }, null).state).toBe('full')
  expect(classifySpace({ totalBytes: 2 * gibibyte, freeBytes: 0.3 * gibibyte }, null).state).toBe('ok')
})

test('The reserve can be set in bytes and as a percentage', () => {
  const volume = { totalBytes: 1000, freeBytes: 100 }
  expect(classifySpace(volume, { bytes: 0 }).state).toBe('ok')
  expect(classifySpace(volume, { bytes: 101 }).state).toBe('full')
  expect(classifySpace(volume, { share: 0.09 }).state).toBe('low')
  expect(classifySpace(volume, { share: 0.2 })).toEqual({ state: 'full', freeBytes: 100, reserveBytes: 200 })
})

test('A write to a full device fails with storage.full', async () => {
  const write = withStorageErrors(() => writeFile('/dev/full', 'a byte and more'))
  await expect(write).rejects.toMatchObject({ code: 'storage.full', status: 507 })
})

const failures: [unknown, string | null][] = [
  [{ code: '53100' }, 'storage.full'],
  [{ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '53100' } } } }, 'storage.full'],
  [{ code: '53300' }, 'database.unavailable'],
  [{ code: '08006' }, 'database.unavailable'],
  [{ code: '57P01' }, 'database.unavailable'],
  [{ code: '57P03' }, 'database.unavailable'],
  [{ code: '58030' }, 'database.unavailable'],
  [{ code: '25006' }, 'database.unavailable'],
  [{ code: '40P01' }, 'database.unavailable'],
  [{ code: 'ECONNREFUSED' }, 'database.unavailable'],
  [new Error('Connection terminated unexpectedly'), 'database.unavailable'],
  [new Error('timeout exceeded when trying to connect'), 'database.unavailable'],
  [{ code: '57014' }, 'server.overloaded'],
  [{ code: '22P05' }, 'request.malformed'],
  [{ code: '42P01' }, null],
  [new TypeError('a fault of ours'), null],
]
for (const [failure, code] of failures) {
  test(`${JSON.stringify(failure) === '{}' ? String(failure) : JSON.stringify(failure)} is mapped to ${code ?? 'an internal error'}`, () => {
    const named = toDatabaseFailure(failure)
    expect(named instanceof AppError ? named.code : null).toBe(code)
  })
}
