import { type Clause, firstTerm, isFiller, isWord, toClause } from './clauses.ts'
import type { Match } from './matching.ts'
import { stem } from './stem.ts'
import { tokenize } from './tokens.ts'

const placeWord = /^(?:(?:sub)?sections?|clauses?|paragraphs?|articles?)$/

/**
 * A filler beside a telling word, as in "Exhibit A" or "law of": it need not be there, but passages where the two follow each other
 * come first. `isNamed`: the filler was meant as a name, so it is looked up and marked as well. `pair` are the two as typed.
 */
export type Aside = { pair: Clause; telling: Clause; filler: Clause; isFillerFirst: boolean; isNamed: boolean }

/** Longer than any filler and what stands between it and the next word. */
const besideLength = 24

/** The pairs that fillers make with the words before and after them. `groups` are all that were typed, in order. */
export function readAsides(typed: string, groups: readonly Clause[][]): Aside[] {
  const hasSmallLetters = /\p{Ll}/u.test(typed)
  return groups.flatMap((group, index) => {
    const filler = only(group)
    const next = groups[index + 1]?.[0]
    if (filler && next && isPlaceWord(filler, next)) return [toAside(filler, next, true)]
    if (!filler || !isFiller(filler)) return []
    const before = tellingIn(groups[index - 1])
    const after = tellingIn(groups[index + 1])
    const isName = (hasSmallLetters && isInCapitals(filler.typed, index)) || index === groups.length - 1
    return [
      ...(before ? [{ ...toAside(filler, before, isName), pair: inARow(before, filler), isFillerFirst: false }] : []),
      ...(after ? [toAside(filler, after, isName && filler.typed.length > 1)] : []),
    ]
  })
}

/** Whether it is the word "section" before the number of one. */
export function isPlaceWord(clause: Clause, after: Clause | undefined): boolean {
  return (
    isWord(clause) && placeWord.test(firstTerm(clause)) && after !== undefined && !after.isExact && after.place !== null
  )
}

function toAside(filler: Clause, telling: Clause, isNamed: boolean): Aside {
  return { pair: inARow(filler, telling), telling, filler, isFillerFirst: true, isNamed }
}

/** Where the filler stands beside its telling word, of which all matches in the text are given. */
export function findAside({ filler, isFillerFirst }: Aside, text: string, telling: readonly Match[]): Match[] {
  const wanted = stem(firstTerm(filler))
  return telling.flatMap(({ start, end, quality }) => {
    const from = isFillerFirst ? Math.max(0, start - besideLength) : end
    const beside = tokenize(isFillerFirst ? text.slice(from, start) : text.slice(end, end + besideLength))
    const found = isFillerFirst ? beside.at(-1) : beside[0]
    if (!found || stem(found.term) !== wanted) return []
    return [isFillerFirst ? { start: from + found.start, end, quality } : { start, end: from + found.end, quality }]
  })
}

function inARow(first: Clause, second: Clause): Clause {
  return toClause(`${first.typed} ${second.typed}`)
}

/** "IT services", "Class A"; an article that begins a sentence and AND between words are no names. */
function isInCapitals(typed: string, index: number): boolean {
  return /^\p{Lu}+$/u.test(typed) && !/^(?:AND|NOT)$/.test(typed) && (typed.length > 1 || index > 0)
}

function tellingIn(group: readonly Clause[] | undefined): Clause | null {
  const clause = only(group ?? [])
  return clause && isWord(clause) && !isFiller(clause) ? clause : null
}

function only(group: readonly Clause[]): Clause | null {
  return group.length === 1 && group[0] && !group[0].isExact ? group[0] : null
}
