import { matterRolesWith } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { pool } from '#lib/core/db/client.ts'
import { search } from '#lib/search/queries.ts'
import { makeVocabulary, one, type Random, seeded } from './generated-text.ts'
import { ensureLibrary, type Library } from './search-library.ts'

type SearchRequest = { q: string; userId: string; matterId?: string; documentId?: string }

/** Measures each kind of search on the library in the database of DATABASE_URL, and prints p50 and p99. */
export async function compareSearches(pages: number, rounds: number): Promise<void> {
  const library = await ensureLibrary(pages)
  console.log(`search over ${library.pages} pages, ${library.passages} passages, in milliseconds`)
  console.log(['', 'p50', 'p99', 'plain p50', 'plain p99'].map(pad).join(''))
  const random = seeded(5)
  const all = { own: [] as number[], plain: [] as number[] }
  const kinds = Object.entries(makeKinds(library))
  for (const [, make] of kinds) for (let round = 0; round < 5; round++) await ask(make(random))
  for (const [kind, make] of kinds) {
    const own: number[] = []
    const plain: number[] = []
    for (let round = 0; round < rounds; round++) {
      const asked = make(random)
      own.push(await timed(() => ask(asked)))
      if (round % 4 === 0) plain.push(await timed(() => askPlainly(asked)))
    }
    all.own.push(...own)
    all.plain.push(...plain)
    report(kind, own, plain)
  }
  report('all', all.own, all.plain)
  console.log('plain: ts_rank_cd over all matches in the same PostgreSQL, without typo tolerance, highlights and boxes')
  await pool.end()
}

function makeKinds({
  seesAll,
  seesFew,
  matterId,
  documentId,
}: Library): Record<string, (random: Random) => SearchRequest> {
  const { words } = makeVocabulary(60_000)
  const common = words.slice(36, 120)
  const phrases = [
    'prior written consent',
    'governed by and construed in accordance with',
    'books and records of the Distributor',
    'Confidential Information of the other party',
    'to all or substantially all',
    'of this Agreement',
  ]
  const rare = (from: Random) => words[5_000 + Math.floor(from() * 50_000)] ?? ''
  const middling = (from: Random) => words[300 + Math.floor(from() * 4_000)] ?? ''
  const two = (from: Random) => `${one(from, common)} ${one(from, common)}`
  const as = (userId: string, make: (from: Random) => string, more: Partial<SearchRequest> = {}) => {
    return (from: Random): SearchRequest => ({ q: make(from), userId, ...more })
  }
  return {
    'a rare word': as(seesAll, rare),
    'a middling word': as(seesAll, middling),
    'a common word': as(seesAll, (from) => one(from, common)),
    'two common words': as(seesAll, two),
    'three words': as(seesAll, (from) => `${two(from)} ${middling(from)}`),
    'a phrase': as(seesAll, (from) => `"${one(from, phrases)}"`),
    'one without another': as(seesAll, (from) => `${one(from, common)} -${one(from, common)}`),
    'one or another': as(seesAll, (from) => `${one(from, common)} or ${middling(from)}`),
    'a misspelt word': as(seesAll, (from) => misspell(from, middling(from))),
    'a question': as(seesAll, (from) => `what is the ${two(from)} of ${middling(from)} in texas`),
    'in one matter': as(seesAll, two, { matterId }),
    'in one document': as(seesAll, two, { documentId }),
    'by who sees few': as(seesFew, two),
    'a common word, few': as(seesFew, (from) => one(from, common)),
  }
}

function misspell(from: Random, word: string): string {
  const at = 1 + Math.floor(from() * (word.length - 2))
  return `${word.slice(0, at)}${word.slice(at + 1, at + 2)}${word.slice(at, at + 1)}q${word.slice(at + 2)}`
}

async function ask({ q, userId, matterId, documentId }: SearchRequest): Promise<void> {
  const principal = { userId } as Principal
  await search(principal, { q, limit: 50, ...(matterId && { matterId }), ...(documentId && { documentId }) })
}

/** The baseline: PostgreSQL's query language and ranking of all matches, with the same access filter. */
async function askPlainly({ q, userId, matterId, documentId }: SearchRequest): Promise<void> {
  await pool.query(
    `SELECT p.id, d.title, p.page, p.text, ts_rank_cd(i.vector, query) AS score
     FROM websearch_to_tsquery('english', $1) AS query
     JOIN "PlainPassage" i ON i.vector @@ query
     JOIN "Passage" p ON p.id = i.id
     JOIN "Document" d ON d.id = p."documentId" AND d."currentVersionId" = p."versionId" AND d."deletedAt" IS NULL
     JOIN "MatterMember" m ON m."matterId" = d."matterId" AND m."userId" = $2 AND m.role = ANY($3)
     WHERE ($4::uuid IS NULL OR d."matterId" = $4) AND ($5::uuid IS NULL OR d.id = $5)
     ORDER BY score DESC, p.id LIMIT 50`,
    [q, userId, matterRolesWith('documents:read'), matterId ?? null, documentId ?? null],
  )
}

async function timed(run: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

function report(kind: string, own: number[], plain: number[]): void {
  const figures = [quantile(own, 0.5), quantile(own, 0.99), quantile(plain, 0.5), quantile(plain, 0.99)]
  console.log([kind, ...figures.map((figure) => figure.toFixed(1))].map(pad).join(''))
}

function quantile(sample: number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

function pad(text: string, index: number): string {
  return index === 0 ? text.padEnd(22) : text.padStart(12)
}
