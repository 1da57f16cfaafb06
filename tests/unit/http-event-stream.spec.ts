import { mock } from 'node:test'
import { expect, test } from '@playwright/test'
import { openEventStream, toEventBody } from '#lib/core/http/streams/event-stream.ts'

/** The longest that a stream may be silent: the proxies between close a connection on which nothing comes. */
const longestSilenceMs = 15_000

test('a stream that has nothing to say still says so in every fifteen seconds', async () => {
  // No session is revoked here, so nobody need listen for that in a database.
  Object.assign(globalThis, {
    [Symbol.for('lexai.open-streams')]: { streams: new Set(), closing: false, heartbeat: null, listening: true },
  })
  mock.timers.enable({ apis: ['setInterval', 'Date'] })
  try {
    const scope = { lastEventId: null, account: null, toProblem: () => null }
    const reader = toEventBody((sink) => openEventStream(() => new Promise(() => {}), scope, sink)).getReader()
    const heard = async () => Buffer.from((await reader.read()).value ?? []).toString()
    expect(await heard()).toBe('retry: 2000\n\n')
    for (let spell = 0; spell < 4; spell++) {
      let isSilent = true
      const next = heard().then((text) => {
        isSilent = false
        return text
      })
      mock.timers.tick(longestSilenceMs)
      await new Promise(setImmediate)
      expect(isSilent, `spell ${spell}`).toBe(false)
      expect(await next).toMatch(/^:/)
    }
    await reader.cancel()
  } finally {
    mock.timers.reset()
  }
})
