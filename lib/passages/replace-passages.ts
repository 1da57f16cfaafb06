import type { Tx } from '#lib/core/db/client.ts'
import { passageLexemes, passagesPerBlock } from '#lib/search/lexemes.ts'
import type { PassageDraft } from './split-passages.ts'

/**
 * Replaces the passages of the pages `fromPage` to `toPage` of a version, and adds their words to those that spelling suggestions are
 * chosen from. Runs three statements, whatever the number of passages.
 */
export async function replacePassages(
  tx: Tx,
  target: { versionId: string; documentId: string; matterId: string; fromPage: number; toPage: number },
  passages: readonly PassageDraft[],
): Promise<void> {
  const { versionId, documentId, fromPage, toPage } = target
  await tx.$executeRaw`
    DELETE FROM "Passage" WHERE "versionId" = ${versionId}::uuid AND page BETWEEN ${fromPage} AND ${toPage}`
  if (passages.length === 0) return
  const indexed = passages.map((passage) => passageLexemes(passage, target))
  await tx.$executeRaw`
    INSERT INTO "Passage" (id, "versionId", "documentId", page, start, "end", "headingPath", text, vector)
    SELECT id, ${versionId}::uuid, ${documentId}::uuid, page, start, "end",
      string_to_array(headings, chr(31)), text, (lexemes || ' ''b:' || id / ${passagesPerBlock}::int || '''')::tsvector
    FROM (
      SELECT nextval('"Passage_id_seq"') AS id, drafts.*
      FROM unnest(
        ${passages.map((passage) => passage.page)}::int[], ${passages.map((passage) => passage.start)}::int[],
        ${passages.map((passage) => passage.end)}::int[],
        ${passages.map((passage) => passage.headingPath.map((label) => label.replaceAll('\u001f', ' ')).join('\u001f'))}::text[],
        ${passages.map((passage) => passage.text)}::text[], ${indexed.map(({ vector }) => vector)}::text[]
      ) AS drafts (page, start, "end", headings, text, lexemes)
    ) AS numbered`
  await addSpellings(tx, new Set(indexed.flatMap(({ words }) => [...words])))
}

/** Only words of letters; sorted, so that concurrent transactions insert in the same order and cannot deadlock. */
async function addSpellings(tx: Tx, words: ReadonlySet<string>): Promise<void> {
  const spellings = [...words].filter((word) => /^\p{L}{3,32}$/u.test(word)).sort()
  await tx.$executeRaw`
    INSERT INTO "Spelling" (word) SELECT word FROM unnest(${spellings}::text[]) AS added (word)
    WHERE NOT EXISTS (SELECT FROM "Spelling" AS known WHERE known.word = added.word)
    ON CONFLICT DO NOTHING`
}
