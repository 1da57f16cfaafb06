import { z } from 'zod'
import { documentAccess } from '#lib/access/document-access.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { notFound } from '#lib/core/errors.ts'

const withId = z.object({ id: z.uuid() })
const storedResponse = z.union([
  withId.transform((document) => [document]),
  z.object({ items: z.array(withId) }).transform((list) => list.items),
])

/**
 * Checks access before a stored idempotent response is returned again: throws `request.not_found` unless the principal may still see all of
 * its documents. Documents in the trash count as visible.
 */
export async function requireStillVisible(
  response: unknown,
  { principal }: { principal: Principal | null },
): Promise<void> {
  const ids = storedResponse.parse(response).map(({ id }) => id)
  if (!principal) throw notFound()
  const [found] = await db.$queryRaw<{ visible: number }[]>`
    SELECT count(*)::int AS visible FROM "Document" d
    WHERE d.id = ANY(${ids}::uuid[]) AND ${documentAccess(principal, { trash: 'included' })}`
  if (found?.visible !== new Set(ids).size) throw notFound()
}

/** Like requireStillVisible, for a response without the document's id: checks the document of the route. */
export async function requireStillVisibleRoute(
  _response: unknown,
  { principal, params }: { principal: Principal | null; params: unknown },
): Promise<void> {
  await requireStillVisible(params, { principal })
}
