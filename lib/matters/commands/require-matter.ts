import { lockMatterRole } from '#lib/access/membership.ts'
import type { VisibleMatterId } from '#lib/access/visible-id.ts'
import { can, type Permission } from '#lib/core/auth/permissions.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { createPersonalMatter } from './create-personal-matter.ts'

/**
 * The matter that a document is stored in: the one named, or the user's personal one. The membership is locked until the transaction
 * ends, so that a member who is being removed cannot add a document. Throws `request.invalid` at `/matterId` for a matter that the
 * user cannot see, `auth.forbidden` if they have only read access.
 */
export async function requireMatter(
  tx: Tx,
  principal: UserPrincipal,
  matterId: string | null,
  permission: Permission,
): Promise<VisibleMatterId> {
  const id = matterId ?? (await findOrCreatePersonalMatter(tx, principal))
  const role = isId(id) ? await lockMatterRole(tx, principal, id) : null
  if (!role) {
    const detail = 'The matter does not exist, or you do not have access to it.'
    throw new AppError('request.invalid', { errors: [{ pointer: '/matterId', code: 'not_found', detail }] })
  }
  if (!can(principal, permission, { matterRole: role })) throw new AppError('auth.forbidden')
  return id as VisibleMatterId
}

async function findOrCreatePersonalMatter(tx: Tx, principal: UserPrincipal): Promise<string> {
  const own = await tx.matter.findUnique({ where: { personalOfId: principal.userId }, select: { id: true } })
  return own?.id ?? createPersonalMatter(tx, { id: principal.userId, name: principal.name })
}
