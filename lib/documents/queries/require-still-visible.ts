import { z } from 'zod'
import { documentAccess } from '#lib/access/document-access.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { notFound } from '#lib/core/errors.ts'

const one = z.object({ id: z.uuid() })
const answer = z.union([
  one.transform((document) => [document]),
  z.object({ items: z.array(one) }).transform((list) => list.items),
])

/**
 * Throws `request.not_found` where the caller is no longer in the matters of the documents of a kept answer, or one of them is gone.
 * A document in the trash is still theirs.
 */
export async function requireStillVisible(
  kept: unknown,
  { principal }: { principal: Principal | null },
): Promise<void> {
  const ids = answer.parse(kept).map(({ id }) => id)
  if (!principal) throw notFound()
  const [found] = await db.$queryRaw<{ visible: number }[]>`
    SELECT count(*)::int AS visible FROM "Document" d
    WHERE d.id = ANY(${ids}::uuid[]) AND ${documentAccess(principal, { trash: 'included' })}`
  if (found?.visible !== new Set(ids).size) throw notFound()
}

/** The same for an answer that does not name the document of its route. */
export async function requireStillVisibleRoute(
  _kept: unknown,
  { principal, params }: { principal: Principal | null; params: unknown },
): Promise<void> {
  await requireStillVisible(params, { principal })
}
