import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { lingerMs } from './send-problem.ts'

/** More than the socket buffers on both sides hold. */
const maxSkippedBytes = 8 * 1024 * 1024

/**
 * Handles the unread rest of a body after the response was sent (401, 413, …). Closing immediately would reset the connection and
 * could discard the response before the client reads it. A small rest is read and the connection stays usable; otherwise it is
 * closed after `lingerMs`.
 */
export function lingerAfterResponse(request: IncomingMessage, socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
  let skippedBytes = 0
  // A listener of an abandoned reader would keep the stream paused.
  request.removeAllListeners('readable')
  request.on('data', (chunk: Buffer) => {
    skippedBytes += chunk.byteLength
    if (skippedBytes > maxSkippedBytes) request.pause()
  })
  request.resume()
}
