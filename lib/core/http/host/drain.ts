import type { Server } from 'node:http'
import { endAllStreams } from '../streams/stream-registry.ts'

/** How long uploads and other pending requests may take after shutdown began. */
const drainMs = 4500

/** Stops accepting connections and resolves when all pending requests are finished, or after `drainMs`, when they are aborted. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  endAllStreams()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const timeout = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(idle)
  clearTimeout(timeout)
}
