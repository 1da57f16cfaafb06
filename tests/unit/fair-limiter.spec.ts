import { expect, test } from '@playwright/test'
import { FairLimiter } from '#lib/core/concurrency/fair-limiter.ts'

/** A limiter and work that runs until the test ends it; `started` lists the callers whose work has begun, in order. */
function build(options: ConstructorParameters<typeof FairLimiter>[0]) {
  const limiter = new FairLimiter(options)
  const started: string[] = []
  const ends: (() => void)[] = []
  const add = (key: string, label = key, signal?: AbortSignal, group?: string) =>
    limiter.run({ key, signal, ...(group ? { group } : {}) }, async () => {
      started.push(label)
      await new Promise<void>((resolve) => ends.push(resolve))
    })
  const endNext = async () => {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  return { limiter, started, add, endNext }
}

const roomy = { running: 1, waiting: 100, waitingPerGroup: 100 }

test('Waiting keys are served round-robin, not in order of arrival', async () => {
  const { started, add, endNext } = build(roomy)
  const all = [add('ada', 'a1'), add('ada', 'a2'), add('ada', 'a3'), add('bob', 'b1'), add('eve', 'e1')]
  for (const _ of all) await endNext()
  await Promise.all(all)
  expect(started).toEqual(['a1', 'a2', 'b1', 'e1', 'a3'])
})

test('One key runs no more than its share, while another key starts at once', async () => {
  const { limiter, started, add, endNext } = build({ ...roomy, running: 3, runningPerKey: 2 })
  const all = [add('ada', 'a1'), add('ada', 'a2'), add('ada', 'a3'), add('bob', 'b1')]
  expect(started).toEqual(['a1', 'a2', 'b1'])
  expect(limiter.waiting).toBe(1)
  for (const _ of all) await endNext()
  await Promise.all(all)
  expect([limiter.running, limiter.waiting]).toEqual([0, 0])
})

test('A full queue or a full share of it refuses with Retry-After', async () => {
  const { add, endNext } = build({ running: 1, waiting: 3, waitingPerGroup: 2 })
  const accepted = [add('ada'), add('ada'), add('ada'), add('bob')]
  for (const key of ['ada', 'eve']) {
    await expect(add(key)).rejects.toMatchObject({ code: 'server.overloaded', headers: { 'Retry-After': '2' } })
  }
  for (const _ of accepted) await endNext()
  await Promise.all(accepted)
})

test('Several keys of one group share its places in the queue', async () => {
  const { add, endNext } = build({ running: 1, waiting: 10, waitingPerGroup: 2 })
  const accepted = ['a', 'b', 'c'].map((key) => add(key, key, undefined, 'one network'))
  await expect(add('d', 'd', undefined, 'one network')).rejects.toMatchObject({ code: 'server.overloaded' })
  accepted.push(add('e', 'e', undefined, 'another network'))
  for (const _ of accepted) await endNext()
  await Promise.all(accepted)
})

test('A caller that leaves while waiting frees its place and never runs', async () => {
  const { limiter, started, add, endNext } = build(roomy)
  const leaving = new AbortController()
  const first = add('ada', 'a1')
  const second = add('bob', 'b1', leaving.signal)
  const third = add('eve', 'e1')
  leaving.abort(new Error('left'))
  await expect(second).rejects.toThrow('left')
  expect(limiter.waiting).toBe(1)
  await endNext()
  await endNext()
  await Promise.all([first, third])
  expect(started).toEqual(['a1', 'e1'])
  await expect(add('ada', 'a2', leaving.signal)).rejects.toThrow('left')
})

test('Work that fails frees its place', async () => {
  const { limiter } = build(roomy)
  const fail = () => limiter.run({ key: 'ada' }, () => Promise.reject(new Error('failed')))
  await expect(fail()).rejects.toThrow('failed')
  await expect(fail()).rejects.toThrow('failed')
  expect(limiter.running).toBe(0)
})
