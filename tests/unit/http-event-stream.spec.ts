import { mock } from 'node:test'
import { expect, test } from '@playwright/test'
import { openEventStream, toEventBody } from '#lib/core/http/streams/event-stream.ts'

/** The longest time without data: proxies close idle connections. */
const maxIdleMs = 15_000

test('An idle stream sends a comment at least every fifteen seconds', async () => {
  // No session is revoked in this test, so no database connection is needed for notifications.
  Object.assign(globalThis, {
    [Symbol.for('lexai.open-streams')]: { streams: new Set(), closing: false, heartbeat: null, listening: true },
  })
  mock.timers.enable({ apis: ['setInterval', 'Date'] })
  try {
    const scope = { lastEventId: null, account: null, toProblem: () => null }
    const reader = toEventBody((sink) => openEventStream(() => new Promise(() => {}), scope, sink)).getReader()
    const readChunk = async () => Buffer.from((await reader.read()).value ?? []).toString()
    expect(await readChunk()).toBe('retry: 2000\n\n')
    for (let period = 0; period < 4; period++) {
      let isSilent = true
      const next = readChunk().then((text) => {
        isSilent = false
        return text
      })
      mock.timers.tick(maxIdleMs)
      await new Promise(setImmediate)
      expect(isSilent, `spell ${period}`).toBe(false)
      expect(await next).toMatch(/^:/)
    }
    await reader.cancel()
  } finally {
    mock.timers.reset()
  }
})
