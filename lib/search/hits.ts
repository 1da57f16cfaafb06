import { findAside } from './asides.ts'
import type { Candidate } from './candidates.ts'
import { type Clause, isWord } from './clauses.ts'
import { type Match, Matcher } from './matching.ts'
import { pageKey } from './pages.ts'
import { findPlace } from './places.ts'
import type { Query } from './query-language.ts'
import { type Evidence, rank, weightOf } from './ranking.ts'

/** `matches` are those of each group; `marks` are all that is to be marked. */
export type Hit = { candidate: Candidate; matches: Match[][]; marks: Match[][]; score: number }

/** `isPlace`: it is the very clause whose number was asked for. */
type Found = Omit<Hit, 'score'> &
  Pick<Evidence, 'isInHeading' | 'isInTitle' | 'asides' | 'length'> & { isPlace: boolean }
type ByPart = { groups: Match[][]; asides: Match[][]; without: Match[][] }
type Label = { groups: boolean[]; asides: boolean[] }

/** What an aside weighs beside a telling word that every passage has. */
const named = 1
const plain = 0.1

const contents = /\.{5,}|(?:\. ){5,}|…{3,}/
const definedAs = /^["”’),\s]*(?:means?|shall mean|has the meaning|shall have the meaning|refers to)\b/

/**
 * Reads candidates by the same words as the index and keeps those that really have what is asked. With `isPartial` one group
 * is enough, else all are needed; a word of the query must always stand in the passage itself, so that there is something to mark.
 */
export class Hits {
  private readonly query: Query
  private readonly isPartial: boolean
  private readonly matcher: Matcher
  private readonly clauses: readonly Clause[]
  private readonly hasPlaces: boolean
  private readonly found = new Map<string, Found>()
  private readonly open = new Map<string, Candidate>()
  private readonly labels = new Map<string, Label>()

  constructor(query: Query, isPartial: boolean) {
    this.query = query
    this.isPartial = isPartial
    this.clauses = query.groups.flat()
    this.hasPlaces = this.clauses.some(({ place }) => place !== null)
    this.matcher = new Matcher([...this.clauses, ...query.without])
  }

  get pageCount(): number {
    return new Set([...this.found.values()].map(({ candidate }) => pageKey(candidate))).size
  }

  take(candidates: readonly Candidate[]): void {
    for (const candidate of candidates) {
      if (this.found.has(candidate.id)) continue
      const found = this.read(candidate)
      if (found) this.found.set(candidate.id, found)
    }
  }

  /** The candidates that end amid a phrase, once each. */
  takeOpen(): Candidate[] {
    const open = [...this.open.values()]
    this.open.clear()
    return open
  }

  /** Reads a candidate again in its page's text: as far as what begins in it goes on, to the end of that line. */
  takeWithRest(candidate: Candidate, page: string): void {
    const { start, text } = candidate
    const begun = this.matcher
      .find(page.slice(start))
      .flat()
      .filter((match) => match.start < text.length)
    const end = Math.max(...begun.map((match) => match.end), text.length)
    if (end === text.length) return
    const lineEnd = page.indexOf('\n', start + end)
    const found = this.read({ ...candidate, text: page.slice(start, lineEnd < 0 ? page.length : lineEnd) })
    if (found) this.found.set(candidate.id, found)
    else this.found.delete(candidate.id)
  }

  /** How telling each group is among what was found. */
  weights(): number[] {
    const all = [...this.found.values()]
    return this.query.groups.map((_, group) => {
      return weightOf(all.filter(({ matches }) => (matches[group]?.length ?? 0) > 0).length, all.length)
    })
  }

  /** The best passage of each page, best page first. */
  ranked(weights: readonly number[]): Hit[] {
    const best = new Map<string, Hit>()
    for (const found of this.found.values()) {
      const { candidate, matches, marks, isPlace } = found
      const score = rank({
        ...found,
        weights,
        isContents: contents.test(candidate.text),
        isDefinition: isPlace || matches.some((each) => each.some((match) => isDefined(candidate.text, match))),
      })
      const hit = { candidate, matches, marks, score }
      const rival = best.get(pageKey(candidate))
      if (!rival || compareHits(hit, rival) < 0) best.set(pageKey(candidate), hit)
    }
    return [...best.values()].sort(compareHits)
  }

  private read(candidate: Candidate): Found | null {
    const { matches: byClause, isOpen } = this.matcher.read(candidate.text)
    if (isOpen) this.open.set(candidate.id, candidate)
    const { groups: inText, asides, without } = this.byPart(candidate.text, byClause)
    const places = this.hasPlaces ? this.query.groups.map((group) => placesIn(group, candidate)) : []
    const groups = this.hasPlaces ? inText.map((found, group) => [...(places[group] ?? []), ...found]) : inText
    if (without.some(isThere) || !groups.some(isThere)) return null
    const heading = this.labelled(candidate.headingPath.join('\n'))
    const title = this.labelled(candidate.title)
    const isMet = groups.map((each, group) => isThere(each) || heading.groups[group] || title.groups[group])
    if (!this.isPartial && isMet.includes(false)) return null
    return {
      candidate,
      matches: groups,
      marks: [...groups, ...asides.filter((_, index) => this.query.asides[index]?.isNamed)],
      isInHeading: heading.groups,
      isInTitle: title.groups,
      asides: this.query.asides.map(({ telling, isNamed }, index) => {
        const isMet = isThere(asides[index]) || heading.asides[index] || isThere(placesIn([telling], candidate))
        return { weight: isNamed ? named : plain, isMet }
      }),
      isPlace: places.some(isThere),
      length: candidate.text.length,
    }
  }

  /** The matches of the clauses as the query has them, of a text; in its groups those alone that count. */
  private byPart(text: string, byClause: readonly Match[][], counts: (clause: Clause) => boolean = () => true): ByPart {
    let at = 0
    const groups = this.query.groups.map((group) => {
      const found = group.flatMap((clause) => {
        const matches = byClause[at++] ?? []
        return counts(clause) ? matches : []
      })
      return group.length === 1 ? found : found.sort((a, b) => a.start - b.start)
    })
    const asides = this.query.asides.map((aside) => {
      const index = this.clauses.findIndex((clause) => clause.typed === aside.telling.typed)
      return findAside(aside, text, byClause[index] ?? [])
    })
    return { groups, asides, without: byClause.slice(at) }
  }

  /** What a heading or title meets: single words alone and asides, a phrase has to stand in the text. */
  private labelled(label: string): Label {
    const known = this.labels.get(label)
    if (known) return known
    const { groups, asides } = this.byPart(label, this.matcher.find(label), isWord)
    const met = { groups: groups.map(isThere), asides: asides.map(isThere) }
    this.labels.set(label, met)
    return met
  }
}

function isThere(matches: readonly Match[] | undefined): boolean {
  return matches !== undefined && matches.length > 0
}

/** Best first; of equals the newer document, and in it the earlier page. */
export function compareHits(a: Hit, b: Hit): number {
  return comparePlaces(placeOf(a), placeOf(b)) || a.candidate.start - b.candidate.start
}

/** Where a hit stands in the list: its score, document and page. */
export type Place = [score: number, documentId: string, page: number]

export function placeOf(hit: Hit): Place {
  return [hit.score, hit.candidate.documentId, hit.candidate.page]
}

export function comparePlaces(a: Place, b: Place): number {
  if (a[0] !== b[0]) return b[0] - a[0]
  if (a[1] !== b[1]) return a[1] < b[1] ? 1 : -1
  return a[2] - b[2]
}

/** “Term” means: a word in quotation marks that is explained. */
function isDefined(text: string, match: Match): boolean {
  const before = text[match.start - 1]
  return (before === '"' || before === '“') && definedAs.test(text.slice(match.end, match.end + 40))
}

/** Where a passage is the place that one of the clauses names. */
function placesIn(clauses: readonly Clause[], candidate: Candidate): Match[] {
  return clauses.flatMap(({ place }) => (place ? findPlace(place, candidate) : []))
}
