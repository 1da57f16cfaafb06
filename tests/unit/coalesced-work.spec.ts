import { expect, test } from '@playwright/test'
import { CoalescedWork } from '#lib/core/concurrency/coalesced-work.ts'

test('Concurrent callers share one run, and a later caller starts a new one', async () => {
  const works = new CoalescedWork<number>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let begun = 0
  const work = async () => {
    begun += 1
    await released
    return begun
  }
  const both = Promise.all([works.run('a', work), works.run('a', work)])
  release()
  expect(await both).toEqual([1, 1])
  expect(await works.run('a', work)).toBe(2)
})

test('Work continues while a caller waits, and is aborted when the last one leaves', async () => {
  const works = new CoalescedWork<string>()
  const aborted = Promise.withResolvers<void>()
  const work = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => aborted.resolve())
    return new Promise<string>(() => {})
  }
  const [first, second] = [new AbortController(), new AbortController()]
  let isAborted = false
  void aborted.promise.then(() => {
    isAborted = true
  })
  const one = works.run('a', work, first.signal).catch((error: Error) => error.name)
  const two = works.run('a', work, second.signal).catch((error: Error) => error.name)
  first.abort()
  expect(await one).toBe('AbortError')
  expect(isAborted).toBe(false)
  second.abort()
  expect(await two).toBe('AbortError')
  await aborted.promise
  expect(await works.run('a', async () => 'anew')).toBe('anew')
})

test('A failure is passed to all waiting callers and is not cached', async () => {
  const works = new CoalescedWork<string>()
  const fail = () => Promise.reject(new Error('no'))
  const results = await Promise.allSettled([works.run('a', fail), works.run('a', fail)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await works.run('a', async () => 'yes')).toBe('yes')
})
