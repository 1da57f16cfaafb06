import { boxesFor, unpackWords } from '#lib/core/pdf/word-boxes.ts'
import type { Hit } from './hit.ts'
import { pageKey, readPages } from './pages.ts'
import type { SearchItem } from './schema.ts'
import type { RunQuery } from './snapshot.ts'
import { cutSnippet } from './snippet.ts'

/** Result items with snippets, and the highlights' boxes on the page. */
export async function presentHits(run: RunQuery, hits: readonly Hit[]): Promise<SearchItem[]> {
  const pages = await readPages(
    run,
    'words',
    hits.map(({ candidate }) => candidate),
  )
  return hits.map(({ candidate, highlights, score }) => {
    const snippet = cutSnippet(candidate.text, highlights)
    const start = candidate.start + snippet.start
    const words = unpackWords(pages.get(pageKey(candidate)) ?? new Uint8Array())
    return {
      documentId: candidate.documentId,
      matterId: candidate.matterId,
      title: candidate.title,
      version: candidate.version,
      page: candidate.page,
      passage: { start, end: candidate.start + snippet.end },
      headingPath: candidate.headingPath,
      snippet: { text: snippet.text, highlights: snippet.highlights },
      boxes: snippet.highlights.flatMap(([from, to]) => boxesFor(words, start + from, start + to)),
      score,
    }
  })
}
