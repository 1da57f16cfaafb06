import { db, pool } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { packWords } from '#lib/core/pdf/word-boxes.ts'
import { replacePassages } from '#lib/passages/replace-passages.ts'
import { splitPassages } from '#lib/passages/split-passages.ts'
import { makePage, makeTitle, makeVocabulary, seeded } from './generated-text.ts'

const pagesPerDocument = 20
const matterCount = 40
const email = { all: 'bench-all@example.test', few: 'bench-few@example.test' }

export type Library = {
  pages: number
  passages: number
  seesAll: string
  seesFew: string
  matterId: string
  documentId: string
}

/** A library of `pages` generated pages in the database, created unless it exists. `seesFew` is a member of two of the 40 matters. */
export async function ensureLibrary(pages: number): Promise<Library> {
  const known = await findLibrary()
  if (known && known.pages >= pages) return known
  const vocabulary = makeVocabulary(60_000)
  const random = seeded(42)
  const seesAll = await makeUser(email.all)
  const seesFew = await makeUser(email.few)
  const matters = await makeMatters(seesAll, seesFew)
  await pool.query('DROP INDEX IF EXISTS "Passage_vector_idx"')
  const sha256 = '0'.repeat(64)
  await db.blob.upsert({ where: { sha256 }, create: { sha256, bytes: 1n }, update: {} })
  for (let made = 0; made < pages; made += pagesPerDocument) {
    const matterId = matters[(made / pagesPerDocument) % matters.length] ?? ''
    const texts = Array.from({ length: pagesPerDocument }, (_, index) =>
      makePage(random, vocabulary.pick, index * 4 + 1),
    )
    await makeDocument({ matterId, userId: seesAll, sha256, title: makeTitle(random, vocabulary.words), texts })
    if (made % 5000 === 0) process.stderr.write(`\r${made} of ${pages} pages`)
  }
  process.stderr.write('\rindexing…                 \n')
  await pool.query(`SET maintenance_work_mem = '512MB'`)
  await pool.query('CREATE INDEX "Passage_vector_idx" ON "Passage" USING GIN (vector)')
  await makePlainIndex()
  for (const table of ['Passage', 'Document', 'DocumentVersion', 'Page', 'MatterMember', 'Spelling', 'PlainPassage'])
    await pool.query(`VACUUM ANALYZE "${table}"`)
  const library = await findLibrary()
  if (!library) throw new Error('the library was not made')
  return library
}

async function findLibrary(): Promise<Library | null> {
  const users = await db.user.findMany({ where: { email: { in: Object.values(email) } }, orderBy: { email: 'asc' } })
  const plain = await pool.query(`SELECT to_regclass('"PlainPassage"') IS NOT NULL AS is_there`)
  const [all, few] = users
  if (!all || !few || !plain.rows[0]?.is_there) return null
  const { rows } = await pool.query('SELECT count(*)::int AS passages FROM "Passage"')
  const pages = await db.page.count()
  const document = await db.document.findFirst({ where: { matter: { members: { some: { userId: few.id } } } } })
  if (!document) return null
  return {
    pages,
    passages: rows[0].passages,
    seesAll: all.id,
    seesFew: few.id,
    matterId: document.matterId,
    documentId: document.id,
  }
}

async function makeUser(address: string): Promise<string> {
  const user = await db.user.upsert({
    where: { email: address },
    create: { id: newId(), email: address, name: address, role: 'viewer' },
    update: {},
  })
  return user.id
}

async function makeMatters(seesAll: string, seesFew: string): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < matterCount; number++) {
    const id = newId()
    const members = [{ userId: seesAll, role: 'viewer' }, ...(number < 2 ? [{ userId: seesFew, role: 'viewer' }] : [])]
    await db.matter.create({ data: { id, name: `Bench ${number}`, members: { create: members } } })
    ids.push(id)
  }
  return ids
}

async function makeDocument(made: {
  matterId: string
  userId: string
  sha256: string
  title: string
  texts: string[]
}): Promise<void> {
  const documentId = newId()
  const versionId = newId()
  const { matterId, userId, sha256, title, texts } = made
  const pages = texts.map((text, index) => ({ number: index + 1, text }))
  await db.$transaction(async (tx) => {
    await tx.document.create({ data: { id: documentId, matterId, title, tags: [], createdById: userId } })
    const read = { status: 'ready', pageCount: pages.length, pagesDone: pages.length, pagesText: pages.length }
    const version = {
      id: versionId,
      documentId,
      number: 1,
      sha256,
      bytes: 1n,
      fileName: 'bench.pdf',
      createdById: userId,
    }
    await tx.documentVersion.create({ data: { ...version, ...read } })
    await tx.document.update({ where: { id: documentId }, data: { currentVersionId: versionId } })
    await tx.page.createMany({
      data: pages.map(({ number, text }) => {
        const words = [...text.matchAll(/\S+/g)].map((word) => {
          return {
            start: word.index,
            end: word.index + word[0].length,
            x: word.index % 500,
            y: word.index / 5,
            w: 30,
            h: 12,
          }
        })
        return { versionId, number, width: 612, height: 792, text, words: packWords(words), source: 'text' }
      }),
    })
    const target = { versionId, documentId, matterId, fromPage: 1, toPage: pages.length }
    await replacePassages(tx, target, splitPassages(pages).passages)
  })
}

/** The same passages with PostgreSQL's own text search index, for comparison. */
async function makePlainIndex(): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS "PlainPassage"')
  await pool.query(`CREATE TABLE "PlainPassage" AS SELECT id, to_tsvector('english', text) AS vector FROM "Passage"`)
  await pool.query('ALTER TABLE "PlainPassage" ADD PRIMARY KEY (id)')
  await pool.query('CREATE INDEX "PlainPassage_vector_idx" ON "PlainPassage" USING GIN (vector)')
}
