import { writeFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { openPdf, outline, readPages } from '#lib/core/pdf/pdf.ts'
import { sampleContracts } from '#lib/documents/samples/samples.ts'

test('The sample contracts have the same bytes each time', async () => {
  const [first, second] = await Promise.all([Array.fromAsync(sampleContracts()), Array.fromAsync(sampleContracts())])
  expect(first).toHaveLength(3)
  expect(first).toEqual(second)
})

test('The sample contracts contain their text without markup, page numbers, and an outline', async () => {
  for await (const { fileName, pdf } of sampleContracts()) {
    const path = test.info().outputPath(fileName)
    await writeFile(path, pdf)
    const { pageCount } = await openPdf(path)
    expect(pageCount).toBeGreaterThanOrEqual(4)
    const pages = await Array.fromAsync(readPages(path, { from: 1, to: pageCount }))
    const text = pages.map((page) => page.text.replace(/\s+/g, ' ')).join(' ')
    expect(text).toContain('(this “Agreement”)')
    expect(text).toMatch(/governed by the laws? of/)
    expect(text).not.toContain('**')
    expect(pages.every((page, index) => page.text.includes(`Page ${index + 1} of ${pageCount}`))).toBe(true)
    const headings = await outline(path)
    expect(headings.length).toBeGreaterThan(8)
  }
})
