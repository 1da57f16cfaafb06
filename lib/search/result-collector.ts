import type { Candidate } from './candidates.ts'
import { type Clause, isWord } from './clauses.ts'
import { compareHits, type Hit } from './hit.ts'
import { hasMatches, type Match } from './match.ts'
import { Matcher } from './matching.ts'
import { pageKey } from './pages.ts'
import type { Query } from './query-language.ts'
import { inverseDocumentFrequency, type RankingFeatures, score } from './ranking.ts'
import { matchSection } from './section-references.ts'
import { matchStopWordBigram } from './stop-word-bigrams.ts'

/** A verified candidate; `isSection`: it is the section that the query refers to. */
type VerifiedPassage = Omit<Hit, 'score'> &
  Pick<RankingFeatures, 'isInHeading' | 'isInTitle' | 'stopWordBigrams' | 'length'> & { isSection: boolean }
type QueryMatches = { groups: Match[][]; stopWordBigrams: Match[][]; excluded: Match[][] }
/** Which groups and bigrams match a heading path or a title. */
type LabelMatches = { groups: boolean[]; stopWordBigrams: boolean[] }

/** Weights of stop-word bigrams, relative to a word that every passage contains. */
const nameWeight = 1
const otherWeight = 0.1

const contentsLeader = /\.{5,}|(?:\. ){5,}|…{3,}/
const definitionVerb = /^["”’),\s]*(?:means?|shall mean|has the meaning|shall have the meaning|refers to)\b/

/**
 * Verifies candidates of the index by matching the query against their text, and ranks those that match. With `isPartial` one group is
 * enough, otherwise all are required; at least one must match the passage itself, so that there is something to highlight.
 */
export class ResultCollector {
  private readonly query: Query
  private readonly isPartial: boolean
  private readonly matcher: Matcher
  private readonly clauses: readonly Clause[]
  private readonly hasSections: boolean
  private readonly verified = new Map<string, VerifiedPassage>()
  private readonly incomplete = new Map<string, Candidate>()
  private readonly labelMatches = new Map<string, LabelMatches>()

  constructor(query: Query, isPartial: boolean) {
    this.query = query
    this.isPartial = isPartial
    this.clauses = query.groups.flat()
    this.hasSections = this.clauses.some(({ section }) => section !== null)
    this.matcher = new Matcher([...this.clauses, ...query.excluded])
  }

  get pageCount(): number {
    return new Set([...this.verified.values()].map(({ candidate }) => pageKey(candidate))).size
  }

  add(candidates: readonly Candidate[]): void {
    for (const candidate of candidates) {
      if (this.verified.has(candidate.id)) continue
      const passage = this.verify(candidate)
      if (passage) this.verified.set(candidate.id, passage)
    }
  }

  /** Removes and returns the candidates that end within a phrase; the text after them decides whether it matches. */
  drainIncomplete(): Candidate[] {
    const incomplete = [...this.incomplete.values()]
    this.incomplete.clear()
    return incomplete
  }

  /** Verifies a candidate again with the text that follows it on its page: to the end of the line in which its last phrase ends. */
  addExtended(candidate: Candidate, pageText: string): void {
    const { start, text } = candidate
    const startingInside = this.matcher
      .find(pageText.slice(start))
      .flat()
      .filter((match) => match.start < text.length)
    const end = Math.max(...startingInside.map((match) => match.end), text.length)
    if (end === text.length) return
    const lineEnd = pageText.indexOf('\n', start + end)
    const extended = pageText.slice(start, lineEnd < 0 ? pageText.length : lineEnd)
    const passage = this.verify({ ...candidate, text: extended })
    if (passage) this.verified.set(candidate.id, passage)
    else this.verified.delete(candidate.id)
  }

  /** The inverse document frequency of each group among the verified passages. */
  weights(): number[] {
    const passages = [...this.verified.values()]
    return this.query.groups.map((_, group) => {
      const matching = passages.filter(({ matches }) => (matches[group]?.length ?? 0) > 0)
      return inverseDocumentFrequency(matching.length, passages.length)
    })
  }

  /** The best passage of each page, the best page first. */
  ranked(weights: readonly number[]): Hit[] {
    const bestOfPage = new Map<string, Hit>()
    for (const passage of this.verified.values()) {
      const { candidate, matches, highlights } = passage
      const isTableOfContents = contentsLeader.test(candidate.text)
      const isDefinition =
        passage.isSection || matches.some((group) => group.some((match) => isDefined(candidate.text, match)))
      const hit = {
        candidate,
        matches,
        highlights,
        score: score({ ...passage, weights, isTableOfContents, isDefinition }),
      }
      const best = bestOfPage.get(pageKey(candidate))
      if (!best || compareHits(hit, best) < 0) bestOfPage.set(pageKey(candidate), hit)
    }
    return [...bestOfPage.values()].sort(compareHits)
  }

  /** Null if the candidate does not match the query. */
  private verify(candidate: Candidate): VerifiedPassage | null {
    const { matches: byClause, endsInPhrase } = this.matcher.scan(candidate.text)
    if (endsInPhrase) this.incomplete.set(candidate.id, candidate)
    const { groups: inText, stopWordBigrams, excluded } = this.toQueryMatches(candidate.text, byClause)
    const sections = this.hasSections ? this.query.groups.map((group) => sectionMatches(group, candidate)) : []
    const groups = this.hasSections ? inText.map((found, group) => [...(sections[group] ?? []), ...found]) : inText
    if (excluded.some(hasMatches) || !groups.some(hasMatches)) return null
    const heading = this.matchLabel(candidate.headingPath.join('\n'))
    const title = this.matchLabel(candidate.title)
    const isMatched = groups.map(
      (matches, group) => hasMatches(matches) || heading.groups[group] || title.groups[group],
    )
    if (!this.isPartial && isMatched.includes(false)) return null
    const names = stopWordBigrams.filter((_, index) => this.query.stopWordBigrams[index]?.isName)
    return {
      candidate,
      matches: groups,
      highlights: [...groups, ...names],
      isInHeading: heading.groups,
      isInTitle: title.groups,
      stopWordBigrams: this.query.stopWordBigrams.map(({ word, isName }, index) => {
        const isFound = hasMatches(stopWordBigrams[index]) || heading.stopWordBigrams[index]
        return {
          weight: isName ? nameWeight : otherWeight,
          isMatched: isFound || hasMatches(sectionMatches([word], candidate)),
        }
      }),
      isSection: sections.some(hasMatches),
      length: candidate.text.length,
    }
  }

  /** Assigns the matches of the clauses to the parts of the query; of its groups only the clauses that `counts` accepts. */
  private toQueryMatches(
    text: string,
    byClause: readonly Match[][],
    counts: (clause: Clause) => boolean = () => true,
  ): QueryMatches {
    let index = 0
    const groups = this.query.groups.map((group) => {
      const found = group.flatMap((clause) => {
        const matches = byClause[index++] ?? []
        return counts(clause) ? matches : []
      })
      return group.length === 1 ? found : found.sort((a, b) => a.start - b.start)
    })
    const stopWordBigrams = this.query.stopWordBigrams.map((bigram) => {
      const ofWord = this.clauses.findIndex((clause) => clause.typed === bigram.word.typed)
      return matchStopWordBigram(bigram, text, byClause[ofWord] ?? [])
    })
    return { groups, stopWordBigrams, excluded: byClause.slice(index) }
  }

  /** Matches a heading path or title. Phrases do not count here: they have to stand in the text. */
  private matchLabel(label: string): LabelMatches {
    const cached = this.labelMatches.get(label)
    if (cached) return cached
    const { groups, stopWordBigrams } = this.toQueryMatches(label, this.matcher.find(label), isWord)
    const found = { groups: groups.map(hasMatches), stopWordBigrams: stopWordBigrams.map(hasMatches) }
    this.labelMatches.set(label, found)
    return found
  }
}

/** Whether the match is a term in quotation marks that the text defines: “Term” means … */
function isDefined(text: string, match: Match): boolean {
  const before = text[match.start - 1]
  return (before === '"' || before === '“') && definitionVerb.test(text.slice(match.end, match.end + 40))
}

function sectionMatches(clauses: readonly Clause[], candidate: Candidate): Match[] {
  return clauses.flatMap(({ section }) => (section ? matchSection(section, candidate) : []))
}
