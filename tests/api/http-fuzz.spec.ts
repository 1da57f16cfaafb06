import fc from 'fast-check'
import { expect, test } from '#tests/support/fixtures.ts'
import { type ApiDocument, fuzzedRequest } from '#tests/support/fuzz/fuzzed-requests.ts'
import { malformedBytes, sendBytes } from '#tests/support/fuzz/malformed-framing.ts'
import { FuzzedRequestSender } from '#tests/support/fuzz/send-fuzzed-request.ts'
import { createRouteResources } from '#tests/support/route-resources.ts'

/** LEXAI_FUZZ_REQUESTS=10000 runs the full test. */
const requests = Number(process.env.LEXAI_FUZZ_REQUESTS || 1000)
/** The same seed generates the same requests, so that a failure depends on the code only. */
const seed = Number(process.env.LEXAI_FUZZ_SEED || 1)
const concurrency = 10
const rawRequests = Math.ceil(requests / 10)
/** 501 Not Implemented is the only expected 5xx status (RFC 9110, 15.6.2). */
const methodUnknown = 501

test(`${requests} fuzzed requests generated from the OpenAPI document return no 5xx status`, async ({
  startInstance,
}) => {
  test.setTimeout(120_000 + requests * 100)
  const instance = await startInstance({ LEXAI_TRUST_PROXY: '127.0.0.1,::1', LEXAI_SIGNUP: 'open' })
  const document = (await (await fetch(`${instance.baseUrl}/api/v1/openapi.json`)).json()) as ApiDocument
  // Separate resources, because the fuzzed requests change and delete them.
  const sender = await FuzzedRequestSender.open(instance.baseUrl, await createRouteResources(instance.baseUrl))
  const seen = new Map<number, number>()
  const batch = fc.array(fuzzedRequest(document), { minLength: concurrency, maxLength: concurrency })
  const property = fc.asyncProperty(batch, async (requestBatch) => {
    await Promise.all(
      requestBatch.map(async (each) => {
        const { status, text } = await sender.send(each)
        seen.set(status, (seen.get(status) ?? 0) + 1)
        expect(status, `${JSON.stringify(each)}\n${text}`).toBeLessThan(500)
      }),
    )
  })
  await fc.assert(property, { seed, numRuns: Math.ceil((requests - rawRequests) / concurrency), endOnFailure: true })
  const port = Number(new URL(instance.baseUrl).port)
  const raw = fc.asyncProperty(malformedBytes, async (bytes) => {
    for (const status of await sendBytes(port, bytes)) {
      seen.set(status, (seen.get(status) ?? 0) + 1)
      if (status !== methodUnknown) expect(status, bytes.toString('latin1').slice(0, 300)).toBeLessThan(500)
    }
  })
  await fc.assert(raw, { seed, numRuns: rawRequests, endOnFailure: true })

  expect((await fetch(`${instance.baseUrl}/api/v1/health`)).status, 'the server is still running').toBe(200)
  expect(instance.output()).not.toMatch(/unexpected error|uncaught|unhandled/i)
  for (const status of [200, 204, 400, 401, 403, 404, 406, 412, 415, 422]) {
    expect(seen.get(status) ?? 0, `the requests get as far as ${status}`).toBeGreaterThan(0)
  }
  const counts = [...seen].sort().map(([status, count]) => `${status}: ${count}`)
  test.info().annotations.push({ type: 'statuses', description: counts.join(', ') })
})
