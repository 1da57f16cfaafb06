import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Opens a TCP connection, for requests that no HTTP client would send. A connection reset does not fail the test. */
export async function openSocket(baseUrl: string): Promise<Socket> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends the lines with CRLF, an empty line, and the body. Gives everything received until the server closes the connection. */
export async function sendRaw(baseUrl: string, lines: string[], body: string | Uint8Array = ''): Promise<string> {
  const socket = await openSocket(baseUrl)
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  socket.write(body)
  return Buffer.concat(await socket.toArray()).toString('latin1')
}

/** Waits until the received text matches, and gives it. The socket stays open. */
export async function readUntil(socket: Socket, pattern: RegExp): Promise<string> {
  let text = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const append = (chunk: Buffer) => {
    text += chunk.toString('latin1')
    if (pattern.test(text)) resolve(text)
  }
  const close = () => reject(new Error(`The server closed after: ${text}`))
  socket.on('data', append).once('close', close)
  return promise.finally(() => socket.off('data', append).off('close', close))
}
