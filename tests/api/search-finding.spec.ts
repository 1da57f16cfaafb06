import { db } from '#lib/core/db/client.ts'
import { maxQueryLength, type SearchReply } from '#lib/search/schema.ts'
import { uploadPdf } from '#tests/support/documents.ts'
import { expect, test } from '#tests/support/fixtures.ts'
import { lockedPdf } from '#tests/support/made-pdf.ts'
import { createUser } from '#tests/support/people.ts'
import { find, marked } from '#tests/support/searches.ts'

test('a hit has the page, the headings, and the matched words highlighted in the snippet and on the page', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const pages = [
    { lines: ['SUPPLY AGREEMENT', 'Nothing of the sort on this page.'] },
    { lines: ['7. GOVERNING LAW. This Agreement is governed', 'by the laws of Delaware.'] },
  ]
  const { id, matterId } = await uploadPdf(ada, { pages, title: 'Supply' })
  const reply = await find(ada, 'governing delaware')
  expect(reply).toMatchObject({ total: 1, isPartial: false, spelling: [], nextCursor: null })
  expect(reply.coverage).toEqual({ documents: 1, pages: 2, unreadablePages: 0 })
  expect(marked(reply)).toEqual([['GOVERNING', 'governed', 'Delaware']])
  const [hit] = reply.items
  const headingPath = ['SUPPLY AGREEMENT', '7 GOVERNING LAW']
  expect(hit).toMatchObject({ documentId: id, matterId, title: 'Supply', version: 1, page: 2, headingPath })

  const page = await (await ada.get(`/documents/${id}/pages/2`)).json()
  const at = hit?.passage.start ?? 0
  expect(page.text.slice(at, hit?.passage.end).replaceAll('\n', ' ')).toBe(hit?.snippet.text)
  const words = hit?.snippet.highlights.map(([start, end]) => page.text.slice(at + start, at + end))
  expect(words).toEqual(['GOVERNING', 'governed', 'Delaware'])
  const [, , x, y, w, h] = page.words.find(([start]: number[]) => page.text.startsWith('Delaware', start))
  const box = hit?.boxes.at(-1)
  expect(box?.x).toBeCloseTo(x, 0)
  expect(box?.y).toBeCloseTo(y, 0)
  expect(box?.h).toBeCloseTo(h, 0)
  expect(box?.w).toBeLessThanOrEqual(w)
  expect(hit?.boxes).toHaveLength(3)
})

test('quoted phrases, exclusions, alternatives and stemming work as documented', async ({ api }) => {
  const ada = await api(await createUser())
  const pages = [
    'The supplier gives prior written consent.',
    'The consent is written prior to that.',
    'Termination for convenience.',
    'They terminate for cause.',
  ]
  await uploadPdf(ada, { pages: pages.map((line) => ({ lines: [line] })) })
  const pagesOf = async (q: string) => (await find(ada, q)).items.map(({ page }) => page).sort()
  expect(await pagesOf('prior written consent')).toEqual([1, 2])
  expect(await pagesOf('"prior written consent"')).toEqual([1])
  expect(await pagesOf('“Prior  WRITTEN consent”')).toEqual([1])
  expect(await pagesOf('consent -"written consent"')).toEqual([2])
  expect(await pagesOf('terminating')).toEqual([3, 4])
  expect(await pagesOf('terminate -convenience')).toEqual([4])
  expect(await pagesOf('"terminate"')).toEqual([4])
  expect(await pagesOf('cause or supplier')).toEqual([1, 4])
  expect(await pagesOf('supplier or cause consent')).toEqual([1])
  expect(await pagesOf('"written prior consent"')).toEqual([])
  expect(await pagesOf('-termination')).toEqual([])
  expect(await pagesOf('?!')).toEqual([])
})

test('a phrase is found across the boundary of two passages', async ({ api }) => {
  const ada = await api(await createUser())
  const lines = [
    '1. TERM. It is three years from the day on which both have signed, and ends',
    'with an Event of Default hereunder.',
    '2. NOTICE. The Investor, the Company and others are told.',
  ]
  await uploadPdf(ada, { pages: [{ lines }] })
  const reply = await find(ada, '"Default hereunder. 2. Notice. The Investor, the"')
  expect(marked(reply)).toEqual([['Default hereunder. 2. NOTICE. The Investor, the']])
  expect(reply.items[0]?.boxes).toHaveLength(2)
  expect((await find(ada, '"Default hereunder. The Investor"')).total).toBe(0)
})

test('a section is found by its number, and a phrase without matches by its separate words', async ({ api }) => {
  const ada = await api(await createUser())
  const lines = [
    '10.1 Effect. What this Section says of the supplier and of notice goes on',
    'after the end.',
    '10.2 Term. The customer may end it by notice to the supplier',
    '(a) at will; or',
    '(b) for cause.',
  ]
  await uploadPdf(ada, { pages: [{ lines }, { lines: ['Section headings bind no supplier. No customer either.'] }] })
  for (const typed of ['10.2(b)', 'Section 10.2(b)', '§ 10.2(b)']) {
    const reply = await find(ada, typed)
    expect(reply, typed).toMatchObject({ total: 1, isPartial: false })
    expect(marked(reply), typed).toEqual([['10.2', 'b']])
  }
  expect(marked(await find(ada, '10.2(c)'))).toEqual([['10.2']])
  expect((await find(ada, '10.2(c)')).isPartial).toBe(true)

  const first = await find(ada, 'supplier/customer', { limit: '1' })
  const second = await find(ada, 'supplier/customer', { limit: '1', cursor: first.nextCursor ?? '' })
  expect([first, second].map(({ total, isPartial }) => [total, isPartial])).toEqual([
    [2, true],
    [2, true],
  ])
  expect([first, second].map(({ items }) => items[0]?.page).sort()).toEqual([1, 2])
})

test('a misspelled word finds similar words, which the reply lists', async ({ api }) => {
  const ada = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['The indemnification of the licensee is unlimited.'] }] })
  for (const typed of ['indemnifcation', 'indemnificaton', 'idnemnification', 'indemnfcation']) {
    const reply = await find(ada, typed)
    expect(reply.spelling, typed).toEqual([{ typed, found: ['indemnification'] }])
    expect(marked(reply), typed).toEqual([['indemnification']])
  }
  expect(marked(await find(ada, 'licensse unlimited'))).toEqual([['licensee', 'unlimited']])
  expect((await find(ada, '"indemnifcation"')).total).toBe(0)
})

test('accents, punctuation, number formats and hyphenation are ignored', async ({ api }) => {
  const ada = await api(await createUser())
  const lines = [
    'Under Section 10.2(b) the fee is $1,500,000.00, and the indem-',
    'nification of Müller & Söhne L.L.C. stays.',
    'A non-compete binds the Company’s staff.',
  ]
  await uploadPdf(ada, { pages: [{ lines }] })
  const cases = [
    ['10.2(b)', '10.2(b'],
    ['§ 10.2', 'Section 10.2'],
    ['$1,500,000', '1,500,000.00'],
    ['1500000', '1,500,000.00'],
    ['indemnification', 'indem- nification'],
    ['muller', 'Müller'],
    ['LLC', 'L.L.C'],
    ['noncompete', 'non-compete'],
    ["company's", 'Company’s'],
    ['"the company’s staff"', 'the Company’s staff'],
  ] as const
  for (const [typed, word] of cases) expect(marked(await find(ada, typed))[0]?.[0], typed).toBe(word)
})

test('if no passage matches the whole query, partial matches are returned and the reply is marked as partial', async ({
  api,
}) => {
  const ada = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['The escrow of source code.'] }, { lines: ['The source of income.'] }] })
  const reply = await find(ada, 'what is the escrow of source documentation')
  expect(reply).toMatchObject({ isPartial: true, total: 1 })
  expect(marked(reply)).toEqual([['escrow', 'source']])
})

test('words of a title restrict the results to its document', async ({ api }) => {
  const ada = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['The laws of Texas apply.'] }], title: 'Café Netgear Agreement' })
  await uploadPdf(ada, { pages: [{ lines: ['The laws of Texas apply here.'] }], title: 'Another' })
  const reply = await find(ada, 'cafe netgear law')
  expect(reply.items.map(({ title }) => title)).toEqual(['Café Netgear Agreement'])
  expect(marked(reply)).toEqual([['laws']])
})

test('paging returns each page once while documents are added', async ({ api }) => {
  const ada = await api(await createUser())
  const pages = Array.from({ length: 7 }, (_, index) => ({ lines: [`Royalty number ${'word '.repeat(index)} here`] }))
  await uploadPdf(ada, { pages })
  const seen: number[] = []
  let cursor: string | null = null
  do {
    const reply: SearchReply = await find(ada, 'royalties', { limit: '2', ...(cursor ? { cursor } : {}) })
    if (cursor === null) await uploadPdf(ada, { pages: [{ lines: ['Royalty, royalty, royalty.'] }] })
    expect(reply.total).toBe(7)
    seen.push(...reply.items.map(({ page }) => page))
    cursor = reply.nextCursor
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  const first = await ada.get('/search?q=royalty&limit=2')
  expect(first.headers.get('link')).toMatch(/<[^>]*q=royalty[^>]*cursor=[^>]*>; rel="next"/)
})

test('the cursor of the longest query stays below 2 KiB, and paging with it returns each page once', async ({
  api,
}) => {
  const ada = await api(await createUser())
  const words = `
    transferability undertakings modifications effectiveness obligations confidentiality determinations authorizations
    jurisdictions compensations correspondence governmental considerations certifications distributorship establishment
    representations counterparties notwithstanding manufacturing enforceability arbitrations subcontractors infringements
    negotiations indemnification assignability disbursements unenforceable responsibilities reimbursement beneficiaries`
    .trim()
    .split(/\s+/)
  // Each page has all 32 words, each with one letter inserted; twelve spellings of each word are at edit distance 1 from the query.
  const misspellAll = (letter: string) => words.map((word) => `${word.slice(0, 5)}${letter}${word.slice(5)}`)
  const query = misspellAll('q').join(' ')
  expect(query.length).toBeGreaterThan(maxQueryLength - 8)
  expect(query.length).toBeLessThanOrEqual(maxQueryLength)
  await uploadPdf(ada, {
    pages: Array.from('bcdfghjklmpv', (letter) => {
      const misspelt = misspellAll(letter)
      return { lines: [0, 8, 16, 24].map((from) => misspelt.slice(from, from + 8).join(' ')), size: [1400, 792] }
    }),
  })
  const seen: number[] = []
  const spellings: SearchReply['spelling'][] = []
  let cursor: string | null = null
  do {
    const reply: SearchReply = await find(ada, query, { limit: '4', ...(cursor ? { cursor } : {}) })
    cursor = reply.nextCursor
    expect(cursor?.length ?? 0).toBeLessThan(2048)
    seen.push(...reply.items.map(({ page }) => page))
    spellings.push(reply.spelling)
  } while (cursor)
  expect(seen.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(spellings[0]).toHaveLength(32)
  expect(spellings[0]?.every(({ found }) => found.length === 12)).toBe(true)
  expect(spellings.slice(1)).toEqual([spellings[0], spellings[0]])
})

test('coverage counts the pages of failed documents as unreadable', async ({ api }) => {
  const ada = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['A readable page about escrow.'] }] })
  const locked = await uploadPdf(ada, { bytes: new Uint8Array(lockedPdf()) })
  const given = await uploadPdf(ada, { pages: [{ lines: ['One'] }, { lines: ['Two'] }, { lines: ['Three'] }] })
  await db.documentVersion.updateMany({ where: { documentId: given.id }, data: { status: 'failed', pagesDone: 0 } })
  const { coverage } = await find(ada, 'escrow')
  expect(coverage).toEqual({ documents: 3, pages: 5, unreadablePages: 4 })
  for (const [id, pages] of [
    [locked.id, 1],
    [given.id, 3],
  ] as const) {
    const document = await (await ada.get(`/documents/${id}`)).json()
    expect(document.coverage).toEqual({ pages, text: 0, ocr: 0, unreadable: pages })
  }
})

test('coverage counts a blank page as text', async ({ api }) => {
  const ada = await api(await createUser())
  const { id } = await uploadPdf(ada, { pages: [{ lines: ['A readable page about escrow.'] }, { lines: [] }] })
  const document = await (await ada.get(`/documents/${id}`)).json()
  expect(document.coverage).toEqual({ pages: 2, text: 2, ocr: 0, unreadable: 0 })
  const described = JSON.stringify(await (await ada.get('/openapi.json')).json())
  expect(described).toContain('A blank page counts as text.')
})

test('coverage counts scanned pages as unreadable', async ({ api }) => {
  const ada = await api(await createUser())
  await uploadPdf(ada, { pages: [{ lines: ['A readable page about escrow.'] }, { lines: [], isScan: true }] })
  const { coverage } = await find(ada, 'escrow')
  expect(coverage).toEqual({ documents: 1, pages: 2, unreadablePages: 1 })
})
