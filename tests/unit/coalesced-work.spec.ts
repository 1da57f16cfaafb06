import { expect, test } from '@playwright/test'
import { CoalescedWork } from '#lib/core/concurrency/coalesced-work.ts'

test('Concurrent callers share one run, and a later caller starts a new one', async () => {
  const coalesced = new CoalescedWork<number>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let runs = 0
  const work = async () => {
    runs += 1
    await released
    return runs
  }
  const both = Promise.all([coalesced.run('a', work), coalesced.run('a', work)])
  release()
  expect(await both).toEqual([1, 1])
  expect(await coalesced.run('a', work)).toBe(2)
})

test('Work continues while a caller waits, and is aborted when the last one leaves', async () => {
  const coalesced = new CoalescedWork<string>()
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
  const one = coalesced.run('a', work, first.signal).catch((error: Error) => error.name)
  const two = coalesced.run('a', work, second.signal).catch((error: Error) => error.name)
  first.abort()
  expect(await one).toBe('AbortError')
  expect(isAborted).toBe(false)
  second.abort()
  expect(await two).toBe('AbortError')
  await aborted.promise
  expect(await coalesced.run('a', async () => 'anew')).toBe('anew')
})

test('A failure is passed to all waiting callers and is not cached', async () => {
  const coalesced = new CoalescedWork<string>()
  const fail = () => Promise.reject(new Error('no'))
  const results = await Promise.allSettled([coalesced.run('a', fail), coalesced.run('a', fail)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await coalesced.run('a', async () => 'yes')).toBe('yes')
})
