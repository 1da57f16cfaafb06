import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

// The baseline for uploads: a minimal node:http server that hashes a body and writes it to a file.
const folder = process.argv[2] ?? '.'

const server = createServer(async (request, response) => {
  const temporary = join(folder, randomUUID())
  const hash = createHash('sha256')
  const file = createWriteStream(temporary, { highWaterMark: 1024 * 1024, flush: true })
  request.on('data', (chunk: Buffer) => hash.update(chunk))
  await pipeline(request, file)
  await rename(temporary, join(folder, hash.digest('hex')))
  response.writeHead(201).end()
})
server.listen(0, () => console.log((server.address() as AddressInfo).port))
