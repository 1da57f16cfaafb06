import { can, type MatterRole, type Permission } from '#lib/core/auth/permissions.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { createPersonalMatter } from './create-personal-matter.ts'

/**
 * The matter that a document is put into: the one named, or the caller's own. Its membership is held until the transaction ends,
 * so that nobody who is being removed slips a document in. Throws `request.invalid` at `/matterId` for one the caller cannot see,
 * `auth.forbidden` where they may only read.
 */
export async function requireMatter(
  tx: Tx,
  principal: Principal,
  matterId: string | null,
  permission: Permission,
): Promise<string> {
  const id = matterId ?? (await findOrCreatePersonalMatter(tx, principal))
  const role = isId(id) ? await holdMembership(tx, principal, id) : null
  if (!role) {
    const detail = 'There is no such matter for you.'
    throw new AppError('request.invalid', { errors: [{ pointer: '/matterId', code: 'not_found', detail }] })
  }
  if (!can(principal, permission, { matterRole: role })) throw new AppError('auth.forbidden')
  return id
}

async function findOrCreatePersonalMatter(tx: Tx, principal: Principal): Promise<string> {
  const own = await tx.matter.findUnique({ where: { personalOfId: principal.userId }, select: { id: true } })
  return own?.id ?? createPersonalMatter(tx, { id: principal.userId, name: principal.name })
}

/** The matter's row before the member's, as whoever removes either takes them: the other way round the two wait for each other. */
async function holdMembership(tx: Tx, principal: Principal, matterId: string): Promise<MatterRole | null> {
  await tx.$queryRaw`SELECT 1 FROM "Matter" WHERE id = ${matterId}::uuid FOR KEY SHARE`
  const rows = await tx.$queryRaw<{ role: MatterRole }[]>`
    SELECT role FROM "MatterMember" WHERE "matterId" = ${matterId}::uuid AND "userId" = ${principal.userId}::uuid FOR SHARE`
  return rows[0]?.role ?? null
}
