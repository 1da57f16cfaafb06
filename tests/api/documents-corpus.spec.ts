import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { db } from '#lib/core/db/client.ts'
import { hasCorpus, listCuad } from '#tests/support/corpus.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { createUser } from '#tests/support/people.ts'

test.skip(!hasCorpus, 'the corpus is not beside this checkout')

test('real contracts go in all at once, and every page of them is read', async ({ api }) => {
  test.setTimeout(120_000)
  const person = await createUser()
  const ada = await api(person)
  const contracts = listCuad()
  const uploaded = await Promise.all(
    contracts.map(async ({ id, pdf, pages }) => {
      const bytes = new Uint8Array(await readFile(pdf))
      return { name: id, pages, ...(await uploadPdf(ada, { bytes, fileName: path.basename(pdf), wait: false })) }
    }),
  )
  const mine = { currentOf: { is: { createdById: person.id } } }
  const countUnsettled = () =>
    db.documentVersion.count({ where: { ...mine, status: { in: ['queued', 'processing'] } } })
  await expect.poll(countUnsettled, { timeout: 90_000 }).toBe(0)
  for (const { id, name, pages } of uploaded) {
    const document = await (await ada.get(`/documents/${id}`)).json()
    expect([document.status, document.coverage], name).toEqual(['ready', { pages, text: pages, ocr: 0, unreadable: 0 }])
  }
  const search = await (await ada.get('/search?q=agreement&limit=1')).json()
  const pages = contracts.reduce((sum, contract) => sum + contract.pages, 0)
  expect(search.coverage).toEqual({ documents: contracts.length, pages, unreadablePages: 0 })
})
