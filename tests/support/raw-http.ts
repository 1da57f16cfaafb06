import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection to a server, for what no HTTP client would send. A reset is no failure of the test. */
export async function openSocket(baseUrl: string): Promise<Socket> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends lines as they are, with CRLF between them and an empty line at the end, and gives all that comes until the server closes. */
export async function sendRaw(baseUrl: string, lines: string[], body: string | Uint8Array = ''): Promise<string> {
  const socket = await openSocket(baseUrl)
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  socket.write(body)
  return Buffer.concat(await socket.toArray()).toString('latin1')
}

/** Waits until what has come matches, and gives it; the socket goes on. */
export async function readUntil(socket: Socket, pattern: RegExp): Promise<string> {
  let text = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const take = (chunk: Buffer) => {
    text += chunk.toString('latin1')
    if (pattern.test(text)) resolve(text)
  }
  const close = () => reject(new Error(`The server closed after: ${text}`))
  socket.on('data', take).once('close', close)
  return promise.finally(() => socket.off('data', take).off('close', close))
}
