import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The baseline for event streams: a minimal node:http server that holds them open.
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 2000\n\n')
})
server.listen(0, () => console.log(`LexAI is ready on http://localhost:${(server.address() as AddressInfo).port}`))
