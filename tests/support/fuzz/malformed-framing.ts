import { connect } from 'node:net'
import fc from 'fast-check'

const crlf = '\r\n'
const host = 'Host: localhost'

/** Complete requests with malformed or unusual framing (RFC 9112). */
const malformedFramings = [
  `GET /api/v1/health HTTP/1.1${crlf}${crlf}`,
  `GET /api/v1/health HTTP/1.1${crlf}${host}${crlf}${host}${crlf}${crlf}`,
  `GET /api/v1/health${crlf}${crlf}`,
  `GET /api/v1/health HTTP/9.9${crlf}${host}${crlf}${crlf}`,
  `GET  /api/v1/health HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `GET * HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `OPTIONS * HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `GET http://evil.example/api/v1/me HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `GET /api/v1/%zz?%zz=%ff HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `GET /api/v1/me?a=\xff HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `GET /api/v1/me HTTP/1.1${crlf}${host}${crlf}X: a${crlf} folded${crlf}${crlf}`,
  `GET /api/v1/me HTTP/1.1${crlf}${host}${crlf}X : a${crlf}${crlf}`,
  `GET /api/v1/me HTTP/1.1${crlf}${host}${crlf}X: \0${crlf}${crlf}`,
  `GET /api/v1/me HTTP/1.1\n${host}\n\n`,
  `GET /api/v1/me HTTP/1.1${crlf}${host}${crlf}X: ${'x'.repeat(70_000)}${crlf}${crlf}`,
  `GET /${'x'.repeat(70_000)} HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `CONNECT localhost:1 HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `TRACE /api/v1/me HTTP/1.1${crlf}${host}${crlf}${crlf}`,
  `PRI * HTTP/2.0${crlf}${crlf}SM${crlf}${crlf}`,
  `GET /api/v1/me HTTP/1.1${crlf}${host}${crlf}Upgrade: websocket${crlf}Connection: Upgrade${crlf}${crlf}`,
  ...[
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Content-Length: -1'],
    ['Content-Length: 99999999999999999999'],
    ['Content-Length: 1e3'],
    ['Content-Length: 500', 'Expect: 100-continue'],
    ['Transfer-Encoding: chunked, gzip'],
    ['Transfer-Encoding: xchunked'],
    ['Transfer-Encoding: chunked', 'Trailer: X'],
    ['Expect: nonsense', 'Content-Length: 2'],
  ].flatMap((fields) =>
    ['{}', `2${crlf}{}${crlf}0${crlf}${crlf}`, `zz${crlf}{}${crlf}`, `FFFFFFFFFFFFFFFFF${crlf}{}`, ''].map((body) =>
      ['POST /api/v1/sessions HTTP/1.1', host, 'Content-Type: application/json', ...fields, '', body].join(crlf),
    ),
  ),
]

/** One of the requests, sometimes truncated or with one byte changed. */
export const malformedBytes: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom(...malformedFramings), fc.option(fc.tuple(fc.nat(), fc.nat(255)), { freq: 3 }), fc.boolean())
  .map(([text, change, isCut]) => {
    const bytes = Buffer.from(text, 'latin1')
    if (!change) return bytes
    const at = change[0] % bytes.length
    if (isCut) return bytes.subarray(0, at)
    bytes[at] = change[1]
    return bytes
  })

/** Sends the bytes, half-closes the connection, and gives the statuses of all responses until the server closes it. */
export async function sendBytes(port: number, bytes: Buffer): Promise<number[]> {
  const socket = connect({ port, host: 'localhost' })
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.end(bytes)
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve())
    // A reset by the server counts as an answer.
    socket.once('error', () => resolve())
  })
  const text = Buffer.concat(chunks).toString('latin1')
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
}
