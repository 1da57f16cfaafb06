import { expect, test } from '@playwright/test'
import { meaningfulTitle, suggestTitles, tidyFileName } from '#lib/documents/title-suggestions.ts'

const names: [string, string | null][] = [
  ['d03-netgear-inc-distributor-agreement.pdf', 'D03 netgear inc distributor agreement'],
  ['Master_Services_Agreement_2024-03-15_v2.pdf', 'Master Services Agreement 2024-03-15 v2'],
  ['Lease - 12 High Street.pdf', 'Lease - 12 High Street'],
  ['NDA-Müller+Söhne.pdf', 'NDA Müller Söhne'],
  ['draft.docx.pdf', 'Draft.docx'],
  ['2024-03-15.pdf', null],
  ['....pdf', null],
  ['契約書-最終版.pdf', '契約書 最終版'],
]
for (const [fileName, title] of names) {
  test(`The file name ${fileName} gives the title ${title}`, () => expect(tidyFileName(fileName)).toBe(title))
}

const metadata: [string, string | null][] = [
  ['Distributor Agreement', 'Distributor Agreement'],
  ['Microsoft Word - Share Purchase Agreement.docx', 'Share Purchase Agreement'],
  ['Microsoft Word - share_purchase_agreement v3.doc', 'Share purchase agreement v3'],
  ['Untitled', null],
  ['untitled-1', null],
  ['Document1', null],
  ['PowerPoint Presentation', null],
  ['Scanned Document', null],
  ['Unbenannt', null],
  ['123', null],
  ['\uFFFD\uFFFDreement of sale', null],
  ['', null],
]
for (const [pdfTitle, title] of metadata) {
  test(`The metadata title "${pdfTitle}" ${title === null ? 'is ignored' : `gives the title "${title}"`}`, () =>
    expect(meaningfulTitle(pdfTitle)).toBe(title))
}

test('Titles are suggested while a document is named after its file, each once, and not after a user chose one', () => {
  const file = { fileName: 'lease-of-the-pier.pdf' }
  const named = { ...file, title: 'lease-of-the-pier' }
  expect(suggestTitles({ ...named, pdfTitle: 'Lease Agreement' })).toEqual([
    { title: 'Lease Agreement', source: 'metadata' },
    { title: 'Lease of the pier', source: 'file_name' },
  ])
  expect(suggestTitles({ ...named, pdfTitle: 'LEASE OF THE PIER' })).toEqual([
    { title: 'LEASE OF THE PIER', source: 'metadata' },
  ])
  expect(suggestTitles({ ...named, pdfTitle: null })).toEqual([{ title: 'Lease of the pier', source: 'file_name' }])
  expect(suggestTitles({ ...file, title: 'Chosen', pdfTitle: 'Lease Agreement' })).toEqual([])
  expect(suggestTitles({ fileName: 'Lease.pdf', title: 'Lease', pdfTitle: 'Lease' })).toEqual([])
})
