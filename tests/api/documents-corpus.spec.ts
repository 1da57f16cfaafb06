import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { db } from '#lib/core/db/client.ts'
import { sampleContracts } from '#lib/documents/samples/samples.ts'
import type { Api } from '#tests/support/api.ts'
import { hasCorpus, listCuad } from '#tests/support/corpus.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { makePdf } from '#tests/support/made-pdf.ts'
import { createUser, type Person } from '#tests/support/people.ts'

type Contract = { fileName: string; pages: number; bytes: Uint8Array<ArrayBuffer> }

test('Contracts of the corpus that are uploaded concurrently are processed with every page', async ({ api }) => {
  test.skip(!hasCorpus, 'there is no corpus of contracts in ../shared/corpus')
  test.setTimeout(120_000)
  const person = await createUser()
  const contracts = listCuad().map(async ({ pdf, pages }) => {
    return { fileName: path.basename(pdf), pages, bytes: new Uint8Array(await readFile(pdf)) }
  })
  await expectEveryPageProcessed(person, await api(person), await Promise.all(contracts))
})

test('Generated contracts that are uploaded concurrently are processed with every page', async ({ api }) => {
  test.setTimeout(120_000)
  const person = await createUser()
  await expectEveryPageProcessed(person, await api(person), await makeContracts())
})

/** The sample contracts of the product, and 37 generated ones of 1 to 37 pages. */
async function makeContracts(): Promise<Contract[]> {
  const samples = await Array.fromAsync(sampleContracts(), async ({ fileName, pdf }) => {
    return { fileName, pages: (await PDFDocument.load(pdf)).getPageCount(), bytes: new Uint8Array(pdf) }
  })
  const generated = Array.from({ length: 37 }, async (_, index) => {
    const pages = Array.from({ length: index + 1 }, (_, page) => ({
      lines: [`Agreement ${index + 1}`, `Section ${page + 1}`, 'The parties agree as follows.'],
    }))
    return { fileName: `generated-${index + 1}.pdf`, pages: pages.length, bytes: new Uint8Array(await makePdf(pages)) }
  })
  return [...samples, ...(await Promise.all(generated))]
}

async function expectEveryPageProcessed(person: Person, api: Api, contracts: readonly Contract[]): Promise<void> {
  const uploaded = await Promise.all(
    contracts.map(async ({ fileName, pages, bytes }) => ({
      fileName,
      pages,
      ...(await uploadPdf(api, { bytes, fileName, wait: false })),
    })),
  )
  const countUnsettled = () =>
    db.documentVersion.count({
      where: { currentOf: { is: { createdById: person.id } }, status: { in: ['queued', 'processing'] } },
    })
  await expect.poll(countUnsettled, { timeout: 90_000 }).toBe(0)
  for (const { id, fileName, pages } of uploaded) {
    const { status, coverage } = await (await api.get(`/documents/${id}`)).json()
    expect([status, coverage], fileName).toEqual(['ready', { pages, text: pages, ocr: 0, unreadable: 0 }])
  }
  const search = await (await api.get('/search?q=agreement&limit=1')).json()
  const pages = contracts.reduce((sum, contract) => sum + contract.pages, 0)
  expect(search.coverage).toEqual({ documents: contracts.length, pages, unreadablePages: 0 })
}
