import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { MultipartParser } from 'formidable'
import { AppError } from '#lib/core/errors.ts'
import { MultipartReader, multipartLimits } from '#lib/documents/multipart-reader.ts'
import { type PartDisposition, parsePartDisposition } from '#lib/documents/part-disposition.ts'

const boundary = 'a-boundary'
const end = `\r\n--${boundary}--\r\n`

type Part = PartDisposition & { content: string }

/** Parses a body that arrives in chunks of the given lengths, repeated in order. */
function readParts(body: Buffer, lengths: readonly number[] = [body.byteLength]): Part[] {
  const parts: Part[] = []
  const pieces: Buffer[] = []
  const reader = new MultipartReader(boundary, {
    begin: (part) => void parts.push({ ...part, content: '' }),
    data: (piece) => void pieces.push(Buffer.from(piece)),
    end: () => Object.assign(parts.at(-1) ?? {}, { content: Buffer.concat(pieces.splice(0)).toString() }),
  })
  for (let at = 0, turn = 0; at < body.byteLength; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    reader.write(body.subarray(at, at + length))
    at += length
  }
  reader.end()
  return parts
}

function failureOf(body: string): { code: string; detail: string | null } | null {
  try {
    readParts(Buffer.from(body))
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, detail: error.detail }
  }
}

test('A file is parsed unchanged, whatever its bytes and however the body is split into chunks', () => {
  const boundaryLookalikes = [
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
  const content = fc.array(fc.constantFrom(...boundaryLookalikes), { maxLength: 60 }).map((parts) => parts.join(''))
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(content, cuts, (file, lengths) => {
      fc.pre(!`\r\n${file}\r\n`.includes(`\r\n--${boundary}`))
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`
      const parts = readParts(Buffer.from(`${head}${file}${end}`), lengths)
      expect(parts).toEqual([{ name: 'file', fileName: 'a', content: file }])
    }),
    { numRuns: 300 },
  )
})

test('Formidable’s parser has the private fields that the search for the boundary uses', () => {
  const { STATES } = Object(MultipartParser)
  const parser = Object(new MultipartParser())
  parser.initWithBoundary(boundary)
  parser.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\ncontent`)
  expect(STATES.PART_DATA).toEqual(expect.any(Number))
  expect(parser).toMatchObject({ state: STATES.PART_DATA, index: 0, boundary: Buffer.from(`\r\n--${boundary}`) })
  parser.write('\r\n-')
  expect(parser).toMatchObject({ state: STATES.PART_DATA, index: 3 })
})

test('A chunk of data is passed on whole, not split at each byte that may begin a boundary', () => {
  const lengths: number[] = []
  const data = (chunk: Buffer) => void lengths.push(chunk.byteLength)
  const reader = new MultipartReader(boundary, { begin: () => {}, data, end: () => {} })
  reader.write(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\ncontent`))
  reader.write(Buffer.from('\r\n--a'.repeat(10_000)))
  expect(lengths.length).toBeLessThan(10)
})

test('A part header above 16 KiB is refused, in one line or several', () => {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="title"`
  const most = multipartLimits.headerBytesPerPart
  const lines = (count: number) => `\r\nx: ${'a'.repeat(8)}`.repeat(count)
  expect(failureOf(`${head}; x="${'A'.repeat(most - 100)}"\r\n\r\nvalue${end}`)).toBeNull()
  const refusal = { code: 'upload.malformed', detail: 'The header of a part may be at most 16 KiB.' }
  expect(failureOf(`${head}; x="${'A'.repeat(most)}"\r\n\r\nvalue${end}`)).toEqual(refusal)
  expect(failureOf(`--${boundary}\r\n${'a'.repeat(most + 1)}: b\r\n\r\nvalue${end}`)).toEqual(refusal)
  expect(failureOf(`${head}${lines(2000)}\r\n\r\nvalue${end}`)).toEqual(refusal)
})

test('An endless part header is refused at the limit before the rest has arrived', () => {
  const reader = new MultipartReader(boundary, { begin: () => {}, data: () => {}, end: () => {} })
  reader.write(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="`))
  const piece = Buffer.alloc(1024, 'A')
  let sent = 0
  expect(() => {
    for (; sent < 1000; sent++) reader.write(piece)
  }).toThrow('16 KiB')
  expect(sent).toBeLessThan(20)
})

test('A body of more than 1,000 parts is refused', () => {
  const part = (at: number) => `--${boundary}\r\nContent-Disposition: form-data; name="tags"\r\n\r\n${at}\r\n`
  const body = (count: number) => `${Array.from({ length: count }, (_, at) => part(at)).join('')}--${boundary}--\r\n`
  expect(readParts(Buffer.from(body(1000)))).toHaveLength(1000)
  expect(failureOf(body(1001))).toEqual({ code: 'request.too_large', detail: 'A body may have at most 1000 parts.' })
})

test('A part without a valid Content-Disposition or with a transfer encoding is malformed', () => {
  for (const header of [
    'Content-Type: text/plain',
    'Content-Disposition: attachment; name="file"',
    'Content-Disposition: form-data; name="file"\r\nContent-Transfer-Encoding: base64',
    'Content-Disposition: form-data; name="file"\r\nContent-Transfer-Encoding: quoted-printable',
  ]) {
    expect(failureOf(`--${boundary}\r\n${header}\r\n\r\nvalue${end}`), header).toMatchObject({
      code: 'upload.malformed',
    })
  }
  const accepted = 'Content-Disposition: form-data; name="title"\r\nContent-Transfer-Encoding: 8bit'
  expect(failureOf(`--${boundary}\r\n${accepted}\r\n\r\nvalue${end}`)).toBeNull()
})

test('A file name is read from every encoding that clients use', () => {
  const name = 'Lease “v2” – Müller.pdf'
  const encoded = `UTF-8''${encodeURIComponent(name)}`
  const word = `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`
  for (const parameters of [
    `name="file"; filename="${name}"`,
    `name="file"; filename*=${encoded}`,
    `name="file"; filename="lease.pdf"; filename*=${encoded}`,
    `name="file"; filename*=${encoded}; filename="lease.pdf"`,
    `filename*=${encoded}; name="file"`,
    `name=file; filename="${word}"; filename*=${encoded}`,
    `name=file; filename="${word}"`,
    `filename="${name}" ; name=file`,
  ]) {
    expect(parsePartDisposition(`form-data; ${parameters}`), parameters).toEqual({ name: 'file', fileName: name })
  }
  const quoted = { name: 'file', fileName: 'the "final" v2.pdf' }
  expect(parsePartDisposition('form-data; name="file"; filename="the %22final%22 v2.pdf"')).toEqual(quoted)
  expect(parsePartDisposition('form-data; name="file"; filename="the \\"final\\" v2.pdf"')).toEqual(quoted)
  expect(parsePartDisposition('form-data; name="title"')).toEqual({ name: 'title', fileName: null })
  expect(parsePartDisposition('form-data; name="file"; filename=""')).toEqual({ name: 'file', fileName: '' })
})
