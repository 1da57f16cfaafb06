import { type Aside, isPlaceWord, readAsides } from './asides.ts'
import { type Clause, firstTerm, isFiller, isWord, toClause } from './clauses.ts'
import { readPlace } from './places.ts'

/** Every group has to be met, by any of its clauses; nothing of `without` may be there; `asides` only say what comes first. */
export type Query = { groups: Clause[][]; without: Clause[]; asides: Aside[] }

const maxClauses = 32
const piece = /(?<minus>(?<=^|[\s(])-)?(?:["“”„«](?<quoted>[^"“”„»]*)["“”»]?|(?<bare>§+|[^\s"“”„«»§]+))/gu

/**
 * Reads what somebody typed: words, "phrases" (curly marks too), -without and or, which binds the two things beside it. Words that
 * punctuation holds together (10.2(b), non-compete) are looked for in that order. Nothing is an error; what means nothing is left out.
 */
export function parseQuery(typed: string): Query {
  const query: Query = { groups: [], without: [], asides: [] }
  let isAlternative = false
  let count = 0
  for (const found of typed.matchAll(piece)) {
    const { minus, quoted, bare } = found.groups ?? {}
    const text = quoted ?? bare ?? ''
    const last = query.groups.at(-1)
    if (bare && !minus && /^(?:or|\|+)$/i.test(bare) && last) {
      isAlternative = true
      continue
    }
    const isExact = quoted !== undefined
    const clause = { ...toClause(text.trim(), isExact ? null : readPlace(text)), isExact }
    if (clause.tokens.length === 0 || ++count > maxClauses) continue
    if (minus) query.without.push(clause)
    else if (isAlternative && last) last.push(clause)
    else query.groups.push([clause])
    isAlternative = false
  }
  const groups = withoutFillers(query.groups)
  return { ...query, groups, asides: groups === query.groups ? [] : readAsides(typed, query.groups) }
}

/** "What is the governing law": the fillers go, unless there is nothing else or they stand in quotation marks. */
function withoutFillers(groups: Clause[][]): Clause[][] {
  const telling = groups.filter((group, index) => {
    const beside = [groups[index - 1], groups[index + 1]].map((each) => each?.[0])
    return group.some((clause) => clause.isExact || !isDropped(clause, beside))
  })
  return telling.length > 0 && telling.length < groups.length ? telling : groups
}

/** "May" is telling beside a number only; "section" is not before the number of one, for a heading may do without the word. */
function isDropped(clause: Clause, [before, after]: readonly (Clause | undefined)[]): boolean {
  const isNumber = (other: Clause | undefined) => other !== undefined && /^\d/.test(firstTerm(other))
  if (isWord(clause) && firstTerm(clause) === 'may') return !isNumber(before) && !isNumber(after)
  return isFiller(clause) || isPlaceWord(clause, after)
}
