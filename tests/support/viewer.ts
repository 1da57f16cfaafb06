import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { PDFDocument } from 'pdf-lib'
import type { Api } from './api.ts'
import { expect } from './fixtures.ts'
import { type MadePage, makePdf } from './made-pdf.ts'

/** Makes a PDF with an incompressible attachment of `bytes`, so that its download takes a while. */
export async function makeHeavyPdf(pages: MadePage[], bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.load(await makePdf(pages))
  await pdf.attach(randomBytes(bytes), 'noise.bin')
  return new Uint8Array(await pdf.save({ useObjectStreams: false }))
}

/** Opens a document and waits until the page is rendered. */
export async function openDocument(page: Page, path: string, number = 1): Promise<void> {
  await page.goto(path)
  await expect(sheet(page, number)).toHaveAttribute('data-drawn', { timeout: 20_000 })
}

export function sheet(page: Page, number: number) {
  return page.locator(`section[data-page="${number}"]`)
}

type Rectangle = { left: number; top: number; right: number; bottom: number }

/** The rectangle that a selection of the text from `start` to `end` covers, in pixels of the window. */
export async function rectangleOf(page: Page, number: number, start: number, end: number): Promise<Rectangle> {
  return sheet(page, number).evaluate(
    (element, [from, to]) => {
      const range = document.createRange()
      for (const span of element.querySelectorAll<HTMLElement>('.page-text span')) {
        const offset = Number(span.dataset.start)
        const length = span.textContent?.length ?? 0
        const node = span.firstChild
        if (!node) continue
        if (from >= offset && from < offset + length) range.setStart(node, from - offset)
        if (to > offset && to <= offset + length) range.setEnd(node, to - offset)
      }
      const { left, top, right, bottom } = range.getBoundingClientRect()
      return { left, top, right, bottom }
    },
    [start, end] as const,
  )
}

/** The rectangles of all highlights of one kind on a page, in pixels of the window. */
export async function marksOf(
  page: Page,
  number: number,
  kind: 'passage' | 'matches' | 'current',
): Promise<Rectangle[]> {
  return sheet(page, number)
    .locator(`[data-marks="${kind}"] > span`)
    .evaluateAll((marks) =>
      marks.map((mark) => {
        const { left, top, right, bottom } = mark.getBoundingClientRect()
        return { left, top, right, bottom }
      }),
    )
}

/** The share of dark pixels of the rendered page inside a rectangle of the window, from 0 to 1. */
export async function inkIn(page: Page, number: number, rectangle: Rectangle): Promise<number> {
  return sheet(page, number).evaluate((element, { left, top, right, bottom }) => {
    const canvas = element.querySelector('canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return 0
    const frame = canvas.getBoundingClientRect()
    const across = canvas.width / frame.width
    const along = canvas.height / frame.height
    const width = Math.max(1, Math.round((right - left) * across))
    const height = Math.max(1, Math.round((bottom - top) * along))
    const { data } = context.getImageData((left - frame.left) * across, (top - frame.top) * along, width, height)
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++
    return dark / (data.length / 4)
  }, rectangle)
}

/** The text of a page from the API and the offsets of a phrase in it. */
export async function offsetsOf(api: Api, documentId: string, number: number, phrase: string) {
  const response = await api.get(`/documents/${documentId}/pages/${number}`)
  const { text } = (await response.json()) as { text: string }
  const start = text.indexOf(phrase)
  expect(start, phrase).toBeGreaterThanOrEqual(0)
  return { text, start, end: start + phrase.length }
}
