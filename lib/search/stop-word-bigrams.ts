import { type Clause, firstTerm, isStopWord, isWord, toClause } from './clauses.ts'
import type { Match } from './match.ts'
import { stem } from './stem.ts'
import { tokenize } from './tokens.ts'

/**
 * A stop word of the query with the discriminative word next to it, as in "Exhibit A" or "law of". It is not required, but passages in
 * which the two are adjacent rank higher. `isName`: the stop word was probably meant as a name, so the bigram is also looked up and
 * highlighted.
 */
export type StopWordBigram = {
  bigram: Clause
  stopWord: Clause
  word: Clause
  isStopWordFirst: boolean
  isName: boolean
}

const sectionKeyword = /^(?:(?:sub)?sections?|clauses?|paragraphs?|articles?)$/

/** Longer than any stop word with what may stand between it and its neighbour. */
const neighbourChars = 24

/** The bigrams of the stop words in a query, with the word before and the word after each. `groups` are all groups as typed. */
export function findStopWordBigrams(typed: string, groups: readonly Clause[][]): StopWordBigram[] {
  const hasLowerCase = /\p{Ll}/u.test(typed)
  return groups.flatMap((group, index) => {
    const stopWord = onlyClause(group)
    const next = groups[index + 1]?.[0]
    if (stopWord && next && isSectionKeyword(stopWord, next)) return [stopWordFirst(stopWord, next, true)]
    if (!stopWord || !isStopWord(stopWord)) return []
    const before = discriminativeWord(groups[index - 1])
    const after = discriminativeWord(groups[index + 1])
    const isName = (hasLowerCase && isCapitalized(stopWord.typed, index)) || index === groups.length - 1
    return [
      ...(before ? [stopWordLast(before, stopWord, isName)] : []),
      ...(after ? [stopWordFirst(stopWord, after, isName && stopWord.typed.length > 1)] : []),
    ]
  })
}

/** Whether the clause is a word like "section" before a section reference. */
export function isSectionKeyword(clause: Clause, after: Clause | undefined): boolean {
  return (
    isWord(clause) &&
    sectionKeyword.test(firstTerm(clause)) &&
    after !== undefined &&
    !after.isExact &&
    after.section !== null
  )
}

function stopWordFirst(stopWord: Clause, word: Clause, isName: boolean): StopWordBigram {
  return { bigram: joinClauses(stopWord, word), word, stopWord, isStopWordFirst: true, isName }
}

function stopWordLast(word: Clause, stopWord: Clause, isName: boolean): StopWordBigram {
  return { bigram: joinClauses(word, stopWord), word, stopWord, isStopWordFirst: false, isName }
}

/** Where the stop word is adjacent to its word in a text. `wordMatches` are the matches of the word. */
export function matchStopWordBigram(
  { stopWord, isStopWordFirst }: StopWordBigram,
  text: string,
  wordMatches: readonly Match[],
): Match[] {
  const expectedStem = stem(firstTerm(stopWord))
  return wordMatches.flatMap(({ start, end, quality }) => {
    const from = isStopWordFirst ? Math.max(0, start - neighbourChars) : end
    const neighbours = tokenize(isStopWordFirst ? text.slice(from, start) : text.slice(end, end + neighbourChars))
    const neighbour = isStopWordFirst ? neighbours.at(-1) : neighbours[0]
    if (!neighbour || stem(neighbour.term) !== expectedStem) return []
    return [
      isStopWordFirst ? { start: from + neighbour.start, end, quality } : { start, end: from + neighbour.end, quality },
    ]
  })
}

function joinClauses(first: Clause, second: Clause): Clause {
  return toClause(`${first.typed} ${second.typed}`)
}

/** "IT services", "Class A". A one-letter article that begins the query is no name, nor are AND and NOT. */
function isCapitalized(typed: string, index: number): boolean {
  return /^\p{Lu}+$/u.test(typed) && !/^(?:AND|NOT)$/.test(typed) && (typed.length > 1 || index > 0)
}

function discriminativeWord(group: readonly Clause[] | undefined): Clause | null {
  const clause = onlyClause(group ?? [])
  return clause && isWord(clause) && !isStopWord(clause) ? clause : null
}

function onlyClause(group: readonly Clause[]): Clause | null {
  return group.length === 1 && group[0] && !group[0].isExact ? group[0] : null
}
