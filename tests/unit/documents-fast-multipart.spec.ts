import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import formidable, { multipart } from 'formidable'
import { fastMultipart } from '#lib/documents/fast-multipart.ts'

const boundary = 'a-boundary'

async function readFile(pieces: Buffer[]): Promise<Buffer> {
  const form = formidable({ enabledPlugins: [multipart, fastMultipart] })
  const found: Buffer[] = []
  form.onPart = (part) => {
    part.on('data', (piece: Buffer) => found.push(Buffer.from(piece)))
  }
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'transfer-encoding': 'chunked' }
  await form.parse(Object.assign(Readable.from(pieces), { headers }) as unknown as IncomingMessage)
  return Buffer.concat(found)
}

test('whatever a file holds and however it is cut, it comes out as it went in', async () => {
  const teasers = [
    '\r',
    '\n',
    '\r\n',
    '\r\n-',
    '\r\n--',
    `\r\n--${boundary.slice(0, -1)}`,
    `--${boundary}--`,
    'text',
    '-',
  ]
  const content = fc.array(fc.constantFrom(...teasers), { maxLength: 60 }).map((parts) => parts.join(''))
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(content, cuts, async (file, lengths) => {
      fc.pre(!`\r\n${file}\r\n`.includes(`\r\n--${boundary}`))
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`
      const body = Buffer.from(`${head}${file}\r\n--${boundary}--\r\n`)
      const pieces: Buffer[] = []
      for (let at = 0, turn = 0; at < body.byteLength; turn++) {
        const length = lengths[turn % lengths.length] ?? 1
        pieces.push(body.subarray(at, at + length))
        at += length
      }
      expect((await readFile(pieces)).toString()).toBe(file)
    }),
    { numRuns: 300 },
  )
})
