import { once } from 'node:events'

/** A Node.js option that starts the inspector on a free port and prints its URL. */
export const inspected = '--inspect=127.0.0.1:0'
const listening = /Debugger listening on (ws:\S+)/

export type Memory = { rss: number; heapUsed: number; external: number; sockets: number }

const expression =
  "({ ...process.memoryUsage(), sockets: process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length })"

/**
 * The memory of a process in bytes after garbage collection, and its number of TCP connections, read through its inspector. `output` is
 * everything that the process has printed.
 */
export async function measureMemory(output: string): Promise<Memory> {
  const url = listening.exec(output)?.[1]
  if (!url) throw new Error(`No inspector in what it printed:\n${output}`)
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const call = async (method: string, params: object = {}) => {
    socket.send(JSON.stringify({ id: 1, method, params }))
    for (;;) {
      const [event] = (await once(socket, 'message')) as [MessageEvent<string>]
      const message = JSON.parse(event.data)
      if (message.id === 1) return message.result
    }
  }
  // Objects that finalizers release in one collection are collected in the next.
  for (let round = 0; round < 3; round++) await call('HeapProfiler.collectGarbage')
  const { result } = await call('Runtime.evaluate', { expression, returnByValue: true })
  socket.close()
  return result.value
}
