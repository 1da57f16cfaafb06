import { Page } from '#components/layout/page.tsx'
import { resultsPerPage } from '#components/search/results-per-page.ts'
import type { FirstResults } from '#components/search/search-query.ts'
import { SearchRoom } from '#components/search/search-room.tsx'
import { requirePrincipal } from '#lib/core/auth/current-principal.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { AppError } from '#lib/core/errors.ts'
import { limitPrincipal } from '#lib/core/http/limits/principal-limit.ts'
import { search } from '#lib/search/queries.ts'
import { searchInput } from '#lib/search/schema.ts'

export const metadata = { title: 'Search' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SearchPage({ searchParams }: Props) {
  const principal = await requirePrincipal('documents:read')
  return (
    <Page>
      <SearchRoom first={await findFirst(principal, await searchParams)} />
    </Page>
  )
}

/** What the address asks for, found while the page is made; what it asks wrongly is left to the page to say. */
async function findFirst(principal: Principal, params: Awaited<Props['searchParams']>): Promise<FirstResults | null> {
  const { q, matter: matterId, document: documentId } = params
  const input = searchInput.safeParse({ q, matterId, documentId, limit: resultsPerPage })
  if (!input.success || input.data.q.trim() === '') return null
  const asked = {
    q: input.data.q.trim(),
    matterId: input.data.matterId ?? null,
    documentId: input.data.documentId ?? null,
  }
  try {
    await limitPrincipal(principal)
    return { asked, reply: await search(principal, input.data) }
  } catch (error) {
    // The page then asks by itself, and shows what it is answered.
    if (error instanceof AppError && passing.has(error.code)) return null
    throw error
  }
}

const passing: ReadonlySet<string> = new Set(['request.rate_limited', 'server.overloaded'])
