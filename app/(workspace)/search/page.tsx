import { Page } from '#components/layout/page.tsx'
import { searchMessages } from '#components/search/messages.ts'
import { resultsPerPage } from '#components/search/results-per-page.ts'
import type { InitialResults } from '#components/search/search-query.ts'
import { SearchView } from '#components/search/search-view.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { AppError } from '#lib/core/errors.ts'
import { limitPrincipal } from '#lib/core/http/limits/principal-limit.ts'
import { search } from '#lib/search/queries.ts'
import { searchInput } from '#lib/search/schema.ts'

export const metadata = { title: searchMessages.page.title }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SearchPage({ searchParams }: Props) {
  const principal = await requirePrincipal('documents:read')
  return (
    <Page>
      <SearchView initial={await findInitialResults(principal, await searchParams)} />
    </Page>
  )
}

/** The results for the query in the URL, found while the page renders. Null where the browser sends the request itself and shows errors. */
async function findInitialResults(
  principal: Principal,
  params: Awaited<Props['searchParams']>,
): Promise<InitialResults | null> {
  const { q, matter: matterId, document: documentId } = params
  const input = searchInput.safeParse({ q, matterId, documentId, limit: resultsPerPage })
  if (!input.success || input.data.q.trim() === '') return null
  const request = {
    q: input.data.q.trim(),
    matterId: input.data.matterId ?? null,
    documentId: input.data.documentId ?? null,
  }
  try {
    await limitPrincipal(principal)
    return { request, reply: await search(principal, input.data) }
  } catch (error) {
    // The browser repeats the search and shows the error if it persists.
    if (error instanceof AppError && retriedByBrowser.has(error.code)) return null
    throw error
  }
}

const retriedByBrowser: ReadonlySet<string> = new Set(['request.rate_limited', 'server.overloaded'])
