import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readMetadataTitle } from '#lib/core/pdf/metadata.ts'
import { renderBitmap } from '#lib/core/pdf/page-bitmap.ts'
import { readPage } from '#lib/core/pdf/page-text.ts'
import { openFile } from '#lib/core/pdf/pdf-file.ts'
import { createPdfium, type Pdfium } from '#lib/core/pdf/pdfium.ts'
import { damagedPdf, lockedPdf, makePdf } from '#tests/support/made-pdf.ts'

type Functions = Omit<Pdfium['call'], 'memory'>

/** Each function that acquires something in the WASM heap, and the one that releases it. */
const releases = {
  malloc: 'free',
  FPDF_LoadCustomDocument: 'FPDF_CloseDocument',
  FPDF_LoadPage: 'FPDF_ClosePage',
  FPDFText_LoadPage: 'FPDFText_ClosePage',
  FPDFBitmap_CreateEx: 'FPDFBitmap_Destroy',
} as const

/** The instance with some functions replaced, and the resources that its callers have acquired and not released. */
function track(pdfium: Pdfium, overrides: Partial<Functions> = {}) {
  const call = { ...pdfium.call, ...overrides }
  const held: string[] = []
  for (const [acquire, release] of Object.entries(releases) as [keyof typeof releases, keyof Functions][]) {
    const [acquireUntracked, releaseUntracked] = [call[acquire], call[release]]
    call[acquire] = (...args) => {
      const address = acquireUntracked(...args)
      if (address !== 0) held.push(`${acquire} ${address}`)
      return address
    }
    call[release] = (address = 0, ...args) => {
      const index = held.indexOf(`${acquire} ${address}`)
      expect(index, `${release} of something that was not acquired`).toBeGreaterThanOrEqual(0)
      held.splice(index, 1)
      return releaseUntracked(address, ...args)
    }
  }
  return { pdfium: { ...pdfium, call }, held }
}

const fail = () => {
  throw new RangeError('Array buffer allocation failed')
}

let folder = ''
let pdfium: Pdfium
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexai-pdf-'))
  const wasm = await readFile('node_modules/@embedpdf/pdfium/dist/pdfium.wasm')
  pdfium = await createPdfium(await WebAssembly.compile(wasm), 256 * 1024 * 1024)
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

let fileCount = 0
async function write(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${++fileCount}.pdf`)
  await writeFile(path, bytes)
  return path
}

const tooManyCharacters = { lines: Array.from({ length: 700 }, () => 'x'.repeat(250)), size: [2000, 14_000] }
const failures: [condition: string, page: object, overrides: Partial<Functions>][] = [
  ['holds too many characters', tooManyCharacters, {}],
  ['is larger than the limit', { lines: ['x'], size: [300_000, 792] }, {}],
  ['has no text page', { lines: ['x'] }, { FPDFText_LoadPage: () => 0 }],
  ['cannot be inspected for images', { lines: ['x'] }, { FPDFPage_GetObject: fail }],
]

for (const [condition, page, overrides] of failures) {
  test(`a page that ${condition} leaves nothing allocated in the WASM heap`, async () => {
    const tracked = track(pdfium, overrides)
    const file = openFile(tracked.pdfium, await write(await makePdf([{ lines: [], ...page }])))
    const held = [...tracked.held]
    let heapBytes = 0
    for (let round = 0; round < 8; round++) {
      try {
        expect(readPage(tracked.pdfium, file.handle, 1).problem).not.toBeNull()
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
      expect(tracked.held).toEqual(held)
      if (round === 1) heapBytes = pdfium.heapBytes()
    }
    expect(pdfium.heapBytes()).toBe(heapBytes)
    file.close()
    expect(tracked.held).toEqual([])
  })
}

for (const name of ['FPDF_RenderPageBitmap', 'FPDFBitmap_GetStride', 'FPDFBitmap_GetBuffer'] as const) {
  test(`a page whose rendering fails in ${name} leaves nothing allocated in the WASM heap`, async () => {
    const tracked = track(pdfium, { [name]: fail })
    const file = openFile(tracked.pdfium, await write(await makePdf([{ lines: ['x'] }])))
    const held = [...tracked.held]
    expect(() => renderBitmap(tracked.pdfium, file.handle, 1, 800)).toThrow(RangeError)
    expect(tracked.held).toEqual(held)
    file.close()
  })
}

test('metadata that cannot be read leaves nothing allocated in the WASM heap', async () => {
  const tracked = track(pdfium, { FPDF_GetMetaText: fail })
  const file = openFile(tracked.pdfium, await write(await makePdf([{ lines: ['x'] }])))
  const held = [...tracked.held]
  expect(() => readMetadataTitle(tracked.pdfium, file.handle)).toThrow(RangeError)
  expect(tracked.held).toEqual(held)
  file.close()
})

test('a file that cannot be opened leaves neither a descriptor nor an allocation', async () => {
  const paths = [await write(damagedPdf()), await write(lockedPdf())]
  const trapping = track(pdfium, { FPDF_LoadCustomDocument: fail })
  const refusing = track(pdfium)
  const firstFree = nextDescriptor(paths[0] ?? '')
  for (let round = 0; round < 20; round++) {
    for (const path of paths) {
      expect(() => openFile(refusing.pdfium, path)).toThrow(/cannot open|protected|encryption/)
      expect(() => openFile(trapping.pdfium, path)).toThrow(RangeError)
    }
  }
  expect(refusing.held).toEqual([])
  // POSIX gives out the lowest free descriptor; others may be in use for a moment meanwhile.
  expect(nextDescriptor(paths[0] ?? '')).toBeLessThan(firstFree + 20)
})

function nextDescriptor(path: string): number {
  const descriptor = openSync(path, 'r')
  closeSync(descriptor)
  return descriptor
}
