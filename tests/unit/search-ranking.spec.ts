import { expect, test } from '@playwright/test'
import type { Candidate } from '#lib/search/candidates.ts'
import { Hits } from '#lib/search/hits.ts'
import { parseQuery } from '#lib/search/query-language.ts'
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

/** The texts in the order that a query puts them in. */
function order(query: string, passages: Candidate[], isPartial = false): string[] {
  const hits = new Hits(parseQuery(query), isPartial)
  hits.take(passages)
  return hits.ranked(hits.weights()).map((hit) => hit.candidate.text)
}

const far = 'The law of the land. Much later, and after many other words about other things, the governing body.'
const near = 'It is the governing law of the land, and after many other words about other things it stays so here.'

test('words side by side come before words far apart', () =>
  expect(order('governing law', [passage(far), passage(near)])).toEqual([near, far]))

test('a short word that was typed as a name decides what comes first, and is marked', () => {
  const list = passage('EXHIBIT A1, EXHIBIT B, EXHIBIT C and Exhibit D', { headingPath: ['EXHIBIT C'] })
  const wanted = passage('It is set forth in Exhibit A to this, at some length and in a lot of other words.')
  expect(order('Exhibit A', [list, wanted])).toEqual([wanted.text, list.text])
  const hits = new Hits(parseQuery('exhibit a'), false)
  hits.take([wanted])
  const [hit] = hits.ranked([1])
  expect(cutSnippet(wanted.text, hit?.marks ?? []).highlights).toEqual([[19, 28]])
  expect(order('on May 1998', [passage('Of June 1998.'), passage('On May 31, 1998.')])).toEqual(['On May 31, 1998.'])
})

test('a clause under that heading comes before one that mentions it', () => {
  const headed = passage('It is that of Texas, whose law applies to this.', { headingPath: ['7', '7.1 Governing Law'] })
  const mention = passage('It is that of Texas, whose law applies to that.')
  expect(order('law', [mention, headed])[0]).toBe(headed.text)
})

test('the very form comes before another form', () => {
  expect(order('terminate', [passage('A termination here.'), passage('They terminate it.')])[0]).toBe(
    'They terminate it.',
  )
})

test('the definition of a term comes first', () => {
  const defined = passage('“Territory” means the United States of America, and its overseas lands.')
  const used = passage('The Territory is where the Territory was, and a Territory it stays, says the Territory clause.')
  expect(order('territory', [used, defined])[0]).toBe(defined.text)
})

test('words of the title count for the document, but one word stands in the passage', () => {
  const inTitle = passage('The laws of Texas govern it.', { title: 'NETGEAR Distributor Agreement' })
  const elsewhere = passage('The laws of Ohio govern it.')
  const without = passage('Nothing of the sort.', { title: 'NETGEAR Distributor Agreement' })
  expect(order('netgear laws', [inTitle, elsewhere, without])).toEqual([inTitle.text])
})

test('where not everything can be had, more of it comes first', () => {
  const two = passage('Escrow of the source code.')
  const one = passage('The source of income.')
  expect(order('source escrow unicorn', [one, two], true)).toEqual([two.text, one.text])
})

test('a phrase that runs on after its passage is found in the page, and marked to its end', () => {
  const page = 'It ends with an Event of\nDefault hereunder. The Investor, the\nCompany and others. And so on.'
  const [first, second] = [passage(page.slice(0, 42)), passage(page.slice(43), { start: 43 })]
  const read = (query: string) => {
    const hits = new Hits(parseQuery(query), false)
    hits.take([first, second])
    for (const open of hits.takeOpen()) hits.takeWithRest(open, page)
    return hits.ranked([1]).map(({ candidate: { text }, matches }) => {
      return [text, matches.flat().map(({ start, end }) => text.slice(start, end))]
    })
  }
  const longer = page.slice(0, page.indexOf('\nCompany'))
  expect(read('"default hereunder. The Investor"')).toEqual([[longer, ['Default hereunder. The Investor']]])
  expect(read('"default hereunder. The Vendor"')).toEqual([])
  expect(read('"default hereunder"')).toEqual([[first.text, ['Default hereunder']]])
  expect(read('"event of default" -"hereunder the investor"')).toEqual([])
})

test('a clause that was asked by its number comes before those that mention it', () => {
  const clause = passage('10.2 Term. Either party may end it (a) at will; or (b) for cause.', {
    headingPath: ['10.2 Term'],
  })
  const mention = passage('Section 10.2(b), Section 10.2(b) and Section 10.2(b) stay.', {
    headingPath: ['10.3 Effect'],
  })
  const other = passage('Section 10.2(a) stays; (b) that of others.', { headingPath: ['10.4'] })
  for (const typed of ['Section 10.2(b)', '10.2(b)'])
    expect(order(typed, [mention, other, clause]), typed).toEqual([clause.text, mention.text])
  expect(order('Section 10.2', [mention, clause])[0]).toBe(clause.text)
})

test('a page comes once, with its best passage', () => {
  const worse = passage('The law, at some length and with a lot of other words, is governing.', { page: 9000 })
  const better = passage('Governing law.', { page: 9000 })
  expect(order('governing law', [worse, better])).toEqual([better.text])
})

test('what must not be there rules a passage out', () => {
  expect(order('notice -convenience', [passage('Notice for convenience.'), passage('Notice for cause.')])).toEqual([
    'Notice for cause.',
  ])
  expect(order('notice -"for convenience"', [passage('Notice of convenience for all.')]).length).toBe(1)
})

test('a table of contents comes after the clause itself', () => {
  const contents = passage('12. Governing Law ........ 14', { headingPath: ['Governing Law'] })
  const clause = passage('Governing Law. The law that is governing this agreement is that of Ohio.')
  expect(order('governing law', [contents, clause])[0]).toBe(clause.text)
})
