import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser, signIn } from '#tests/support/people.ts'

const lineEnd = '\r\n'

/** Sends bytes that fetch would refuse to send, and waits until the connection is closed. */
async function sendRaw(baseUrl: string, lines: string[]): Promise<void> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(Buffer.from([...lines, 'Connection: close', '', ''].join(lineEnd), 'latin1'))
  await socket.toArray().catch(() => [])
}

test('The unused image optimizer of Next is disabled', async ({ server }) => {
  for (const query of [
    '',
    '?url=%2Fapi%2Fv1%2Fhealth&w=640&q=75',
    '?url=https%3A%2F%2Fexample.com%2Fa.png&w=640&q=75',
  ]) {
    expect((await fetch(`${server.baseUrl}/_next/image${query}`)).status, query).toBe(404)
  }
})

test('Every log line is one JSON object written by the server, whatever a request contains', async ({
  startInstance,
}) => {
  const instance = await startInstance({ LEXAI_LOG_LEVEL: 'info', LEXAI_WORKERS: '0' })
  const marker = randomUUID()
  const forged = `{"level":"info","forged":"${marker}"}`
  const inUrl = encodeURIComponent(`\n${forged}\n`)
  const { cookie } = await signIn(await createUser())
  const addresses = [
    `/_next/image?url=${inUrl}&w=640&q=75`,
    `/_next/static/${inUrl}`,
    `/${inUrl}`,
    `/documents/${inUrl}`,
    `/search?q=${inUrl}`,
    `/api/v1/${inUrl}`,
    `/api/v1/documents/${inUrl}`,
    `/api/v1/documents?cursor=${inUrl}`,
    `/api/auth/${inUrl}`,
    `/api/auth/callback/google?error=${inUrl}`,
  ]
  for (const address of addresses) {
    const headers = { Cookie: cookie, 'User-Agent': `${forged}\u2028\u0085` }
    await sendRaw(instance.baseUrl, [
      `GET ${address} HTTP/1.1`,
      'Host: x',
      ...Object.entries(headers).map((h) => h.join(': ')),
    ])
  }
  for (const field of ['Request-Id', 'Next-Action', 'Origin', 'Accept', 'Idempotency-Key', 'X-Forwarded-For']) {
    await sendRaw(instance.baseUrl, [
      'POST /api/v1/sessions HTTP/1.1',
      'Host: x',
      'Content-Length: 0',
      `${field}: ${forged}`,
    ])
    await sendRaw(instance.baseUrl, ['POST /sign-in HTTP/1.1', 'Host: x', 'Content-Length: 0', `${field}: ${forged}`])
  }
  await fetch(`${instance.baseUrl}/api/v1/health`, { headers: { 'Request-Id': marker } })
  await expect.poll(() => instance.output()).toContain(`"requestId":"${marker}"`)

  const lines = instance.output().split('\n').filter(Boolean)
  const ready = lines.findIndex((line) => line.startsWith('LexAI is ready'))
  for (const line of lines.slice(ready + 1)) {
    const entry = JSON.parse(line)
    expect(entry, line).toMatchObject({ level: expect.any(String), time: expect.any(String) })
    expect(entry.forged, line).toBeUndefined()
  }
})
