import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { openPdf, outline, type PageText, readPages, renderPage } from '#lib/core/pdf/pdf.ts'
import { unpackWords } from '#lib/core/pdf/word-boxes.ts'
import {
  damagedPdf,
  emptyPdf,
  endlessPdf,
  inflatingPdf,
  lockedPdf,
  type MadePage,
  makePdf,
} from '#tests/support/made-pdf.ts'

let folder = ''
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexai-pdf-'))
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function write(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${++files}.pdf`)
  await writeFile(path, bytes)
  return path
}

async function readAll(pages: MadePage[]): Promise<PageText[]> {
  const path = await write(await makePdf(pages))
  return Array.fromAsync(readPages(path, { from: 1, to: pages.length }))
}

test('readPages returns text and word boxes page by page', async () => {
  const [first, second] = await readAll([{ lines: ['Governing Law', 'The laws of Delaware'] }, { lines: ['Page two'] }])
  expect(first).toMatchObject({ number: 1, width: 612, height: 792, needsOcr: false, problem: null })
  expect(first?.text).toBe('Governing Law\nThe laws of Delaware')
  expect(second?.text).toBe('Page two')
  const word = unpackWords(first?.words ?? new Uint8Array())[0]
  expect(word).toMatchObject({ start: 0, end: 9 })
  expect(word?.x).toBeCloseTo(72, 0)
  expect((word?.y ?? 0) + (word?.h ?? 0)).toBeGreaterThan(72)
  expect(word?.y).toBeLessThan(65)
})

for (const rotate of [0, 90, 180, 270] as const) {
  test(`word boxes cover the rendered glyphs of a page that is cropped and rotated by ${rotate} degrees`, async () => {
    const crop = { x: 30, y: 40, width: 500, height: 700 }
    const path = await write(await makePdf([{ lines: ['Indemnification'], rotate, crop }]))
    const [page] = await Array.fromAsync(readPages(path, { from: 1, to: 1 }))
    const [word] = unpackWords(page?.words ?? new Uint8Array())
    expect(page).toMatchObject(rotate % 180 === 0 ? { width: 500, height: 700 } : { width: 700, height: 500 })
    const image = sharp(await renderPage(path, 1, { width: (page?.width ?? 0) * 2 }))
    const { info } = await image
      .clone()
      .trim({ background: '#fff', threshold: 40 })
      .toBuffer({ resolveWithObject: true })
    const glyphs = { left: -(info.trimOffsetLeft ?? 0) / 2, top: -(info.trimOffsetTop ?? 0) / 2 }
    expect(glyphs.left).toBeGreaterThan((word?.x ?? 0) - 1)
    expect(glyphs.top).toBeGreaterThan((word?.y ?? 0) - 1)
    expect(glyphs.left + info.width / 2).toBeLessThan((word?.x ?? 0) + (word?.w ?? 0) + 1)
    expect(glyphs.top + info.height / 2).toBeLessThan((word?.y ?? 0) + (word?.h ?? 0) + 1)
  })
}

test('rotated and upside-down text is extracted in reading order', async () => {
  const lines = ['Governing Law', 'The laws of Delaware apply', 'to this Agreement.', 'Notices']
  const pages = await readAll(([0, 90, 180, 270] as const).map((rotate) => ({ lines, rotate })))
  for (const page of pages) expect(page.text).toBe(lines.join('\n'))
})

test('a scan needs OCR, also one with a typed stamp; an empty page does not', async () => {
  const pages = await readAll([
    { lines: [], isScan: true },
    { lines: ['Envelope ID: 4711'], isScan: true },
    { lines: [] },
    { lines: ['Text'] },
  ])
  expect(pages.map((page) => page.needsOcr)).toEqual([true, true, false, false])
  expect(pages[1]?.text).toBe('Envelope ID: 4711')
})

test('a scan in strips needs OCR; overlapping images and images beside the page count by the area they cover', async () => {
  const stamp = ['Scanned by Sentinel 7']
  const strips = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      x: 0,
      y: (index * 792) / count,
      width: 612,
      height: 792 / count,
    }))
  const small = { x: 100, y: 100, width: 306, height: 396 }
  const pages = await readAll([
    { lines: stamp, pictures: strips(2) },
    { lines: stamp, pictures: strips(10) },
    { lines: stamp, pictures: strips(10), rotate: 90 },
    { lines: stamp, pictures: strips(10), crop: { x: 36, y: 36, width: 540, height: 720 } },
    { lines: stamp, pictures: [small, small, small, small] },
    { lines: stamp, pictures: [{ x: -6000, y: 0, width: 6100, height: 792 }] },
  ])
  expect(pages.map((page) => page.needsOcr)).toEqual([true, true, true, true, false, false])
})

test('openPdf throws the error code of the reason a PDF cannot be read', async () => {
  await expect(openPdf(await write(lockedPdf()))).rejects.toMatchObject({ code: 'pdf.password_required' })
  await expect(openPdf(await write(emptyPdf()))).rejects.toMatchObject({ code: 'pdf.no_pages' })
  await expect(openPdf(await write(damagedPdf()))).rejects.toMatchObject({ code: 'pdf.damaged' })
  await expect(openPdf(join(folder, 'absent.pdf'))).rejects.toMatchObject({ code: 'storage.file_missing' })
})

test('a page that exceeds the time limit is abandoned, and the pool processes the next document', async () => {
  test.setTimeout(90_000)
  const path = await write(endlessPdf())
  const [page] = await Array.fromAsync(readPages(path, { from: 1, to: 1 }))
  expect(page).toMatchObject({ problem: 'too_complex', text: '' })
  expect((await readAll([{ lines: ['Next document'] }]))[0]?.text).toBe('Next document')
})

test('readPages throws when its signal is aborted', async () => {
  const path = await write(endlessPdf())
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 200)
  await expect(Array.fromAsync(readPages(path, { from: 1, to: 1, signal: controller.signal }))).rejects.toThrow(
    /abort/i,
  )
})

test('rendering stays within the limits on width, height and pixels for every aspect ratio', async () => {
  const path = await write(
    await makePdf([{ lines: [] }, { lines: [], size: [3, 14400] }, { lines: [], size: [14400, 3] }]),
  )
  const sizeOf = async (number: number, width: number) => {
    const { width: wide, height, format } = await sharp(await renderPage(path, number, { width })).metadata()
    expect(format).toBe('webp')
    return [wide, height]
  }
  expect(await sizeOf(1, 200)).toEqual([200, 259])
  expect(await sizeOf(1, 10)).toEqual([64, 83])
  expect(await sizeOf(3, 2048)).toEqual([2048, 1])
  const [wide = 0, height = 0] = await sizeOf(2, 2048)
  expect(wide * height).toBeLessThanOrEqual(16_000_000)
})

test('outline returns the bookmarks with their pages', async () => {
  const path = await write(
    await makePdf([{ lines: ['a'] }, { lines: ['b'] }], { outline: ['Definitions', 'Term § 2'] }),
  )
  expect(await outline(path)).toEqual([
    { title: 'Definitions', page: 1, items: [] },
    { title: 'Term § 2', page: 2, items: [] },
  ])
})

test('reading a document twice gives the same result', async () => {
  const pages = [{ lines: ['Once more', 'with feeling'] }]
  expect(await readAll(pages)).toEqual(await readAll(pages))
})

test('memory that a decompression bomb used is released after extraction and rendering', async () => {
  test.setTimeout(60_000)
  const path = await write(inflatingPdf(160 * 1024 * 1024))
  await readAll([{ lines: ['A thread is started'] }])
  const before = process.memoryUsage().rss
  const [page] = await Array.fromAsync(readPages(path, { from: 1, to: 1 }))
  expect(page).toMatchObject({ problem: 'too_complex' })
  await expect(renderPage(path, 1, { width: 800 })).rejects.toMatchObject({ code: expect.stringMatching(/^pdf\./) })
  await expect.poll(() => process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  expect((await readAll([{ lines: ['Next document'] }]))[0]?.text).toBe('Next document')
})
