import { expect, test } from '@playwright/test'
import type { Candidate } from '#lib/search/candidates.ts'
import { parseQuery } from '#lib/search/query-language.ts'
import { ResultCollector } from '#lib/search/result-collector.ts'
import { cutSnippet } from '#lib/search/snippet.ts'

let next = 0
function passage(text: string, more: Partial<Candidate> = {}): Candidate {
  next++
  const at = {
    documentId: 'd',
    matterId: 'm',
    versionId: 'v',
    version: 1,
    title: 'A Contract',
    page: next,
    start: 0,
    headingPath: [],
  }
  return { id: String(next), ...at, text, ...more }
}

/** The texts of the passages that match a query, in the order of their rank. */
function rank(query: string, passages: Candidate[], isPartial = false): string[] {
  const results = new ResultCollector(parseQuery(query), isPartial)
  results.add(passages)
  return results.ranked(results.weights()).map((hit) => hit.candidate.text)
}

const far = 'The law of the land. Much later, and after many other words about other things, the governing body.'
const near = 'It is the governing law of the land, and after many other words about other things it stays so here.'

test('adjacent words rank before words far apart', () =>
  expect(rank('governing law', [passage(far), passage(near)])).toEqual([near, far]))

test('a stop word that was typed as a name affects the ranking and is highlighted', () => {
  const list = passage('EXHIBIT A1, EXHIBIT B, EXHIBIT C and Exhibit D', { headingPath: ['EXHIBIT C'] })
  const wanted = passage('It is set forth in Exhibit A to this, at some length and in a lot of other words.')
  expect(rank('Exhibit A', [list, wanted])).toEqual([wanted.text, list.text])
  const results = new ResultCollector(parseQuery('exhibit a'), false)
  results.add([wanted])
  const [hit] = results.ranked([1])
  expect(cutSnippet(wanted.text, hit?.highlights ?? []).highlights).toEqual([[19, 28]])
  expect(rank('on May 1998', [passage('Of June 1998.'), passage('On May 31, 1998.')])).toEqual(['On May 31, 1998.'])
})

test('a passage under a matching heading ranks before one that only mentions the word', () => {
  const headed = passage('It is that of Texas, whose law applies to this.', { headingPath: ['7', '7.1 Governing Law'] })
  const mention = passage('It is that of Texas, whose law applies to that.')
  expect(rank('law', [mention, headed])[0]).toBe(headed.text)
})

test('the form that was typed ranks before other forms of the word', () => {
  expect(rank('terminate', [passage('A termination here.'), passage('They terminate it.')])[0]).toBe(
    'They terminate it.',
  )
})

test('the definition of a term ranks first', () => {
  const defined = passage('“Territory” means the United States of America, and its overseas lands.')
  const used = passage('The Territory is where the Territory was, and a Territory it stays, says the Territory clause.')
  expect(rank('territory', [used, defined])[0]).toBe(defined.text)
})

test('words of the title match its document, but at least one word must match the passage', () => {
  const inTitle = passage('The laws of Texas govern it.', { title: 'NETGEAR Distributor Agreement' })
  const elsewhere = passage('The laws of Ohio govern it.')
  const without = passage('Nothing of the sort.', { title: 'NETGEAR Distributor Agreement' })
  expect(rank('netgear laws', [inTitle, elsewhere, without])).toEqual([inTitle.text])
})

test('of partial matches, the one that covers more of the query ranks first', () => {
  const two = passage('Escrow of the source code.')
  const one = passage('The source of income.')
  expect(rank('source escrow unicorn', [one, two], true)).toEqual([two.text, one.text])
})

test('a phrase that continues after its passage is matched in the page and highlighted completely', () => {
  const page = 'It ends with an Event of\nDefault hereunder. The Investor, the\nCompany and others. And so on.'
  const [first, second] = [passage(page.slice(0, 42)), passage(page.slice(43), { start: 43 })]
  const search = (query: string) => {
    const results = new ResultCollector(parseQuery(query), false)
    results.add([first, second])
    for (const candidate of results.drainIncomplete()) results.addExtended(candidate, page)
    return results.ranked([1]).map(({ candidate: { text }, matches }) => {
      return [text, matches.flat().map(({ start, end }) => text.slice(start, end))]
    })
  }
  const longer = page.slice(0, page.indexOf('\nCompany'))
  expect(search('"default hereunder. The Investor"')).toEqual([[longer, ['Default hereunder. The Investor']]])
  expect(search('"default hereunder. The Vendor"')).toEqual([])
  expect(search('"default hereunder"')).toEqual([[first.text, ['Default hereunder']]])
  expect(search('"event of default" -"hereunder the investor"')).toEqual([])
})

test('the section that a query refers to ranks before passages that mention it', () => {
  const clause = passage('10.2 Term. Either party may end it (a) at will; or (b) for cause.', {
    headingPath: ['10.2 Term'],
  })
  const mention = passage('Section 10.2(b), Section 10.2(b) and Section 10.2(b) stay.', {
    headingPath: ['10.3 Effect'],
  })
  const other = passage('Section 10.2(a) stays; (b) that of others.', { headingPath: ['10.4'] })
  for (const typed of ['Section 10.2(b)', '10.2(b)'])
    expect(rank(typed, [mention, other, clause]), typed).toEqual([clause.text, mention.text])
  expect(rank('Section 10.2', [mention, clause])[0]).toBe(clause.text)
})

test('a page is one result, with its best passage', () => {
  const worse = passage('The law, at some length and with a lot of other words, is governing.', { page: 9000 })
  const better = passage('Governing law.', { page: 9000 })
  expect(rank('governing law', [worse, better])).toEqual([better.text])
})

test('an excluded word or phrase excludes a passage', () => {
  expect(rank('notice -convenience', [passage('Notice for convenience.'), passage('Notice for cause.')])).toEqual([
    'Notice for cause.',
  ])
  expect(rank('notice -"for convenience"', [passage('Notice of convenience for all.')]).length).toBe(1)
})

test('a table of contents ranks after the clause itself', () => {
  const contents = passage('12. Governing Law ........ 14', { headingPath: ['Governing Law'] })
  const clause = passage('Governing Law. The law that is governing this agreement is that of Ohio.')
  expect(rank('governing law', [contents, clause])[0]).toBe(clause.text)
})
