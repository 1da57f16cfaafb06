import { revokeAllApiKeys } from '#lib/api-keys/commands.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId } from '#lib/core/db/id.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { endSessions } from '#lib/sessions/commands/end-sessions.ts'
import { userErrors } from '../errors.ts'
import { presentUser, userColumns } from '../present.ts'
import type { UpdateUserInput } from '../schema.ts'
import { type LockedUser, lockAdmins, lockUser } from './lock-user.ts'

/**
 * Changes a user's name, role or status, as an administrator. A new role is effective from the next request on; disabling ends all
 * sessions. Throws `user.last_admin` if no administrator who can sign in would remain.
 */
export async function updateUser(
  principal: UserPrincipal,
  id: string,
  input: UpdateUserInput,
  precondition: Precondition,
) {
  if (!isId(id)) throw notFound()
  return db.$transaction(async (tx) => {
    if (input.role || input.status) await lockAdmins(tx)
    const before = await lockUser(tx, id)
    if (!before) throw notFound()
    precondition.require(before.revision)
    const after = {
      name: input.name ?? before.name,
      role: input.role ?? before.role,
      status: input.status ?? before.status,
    }
    const changes = (['name', 'role', 'status'] as const).filter((column) => after[column] !== before[column])
    if (changes.length > 0) {
      if (isAdmin(before) && !isAdmin(after)) await requireOtherAdmin(tx, id)
      await tx.user.update({ where: { id }, data: { ...after, revision: { increment: 1 } } })
      for (const column of changes) await recordChange(tx, principal, before, column, after[column])
      if (before.status === 'active' && after.status === 'disabled') await revokeAllCredentials(tx, principal, id)
    }
    const row = await tx.user.findUniqueOrThrow({ where: { id }, select: userColumns })
    return { user: presentUser(row), revision: row.revision }
  })
}

function isAdmin({ role, status }: { role: string; status: string }): boolean {
  return role === 'admin' && status === 'active'
}

/** Invited users without a password do not count, because they cannot sign in. */
async function requireOtherAdmin(tx: Tx, id: string): Promise<void> {
  const canSignIn = { OR: [{ password: { isNot: null } }, { accounts: { some: {} } }] }
  const others = await tx.user.count({ where: { id: { not: id }, role: 'admin', status: 'active', ...canSignIn } })
  if (others === 0) throw new AppError(userErrors['user.last_admin'])
}

const actions = { name: 'user.updated', role: 'user.role_changed', status: 'user.status_changed' } as const

async function recordChange(
  tx: Tx,
  principal: UserPrincipal,
  before: LockedUser,
  column: keyof typeof actions,
  to: string,
): Promise<void> {
  const target = { type: 'user', id: before.id } as const
  const detail = { [column]: to, from: before[column] }
  await recordAudit(tx, principal, { action: actions[column], target, outcome: 'success', detail })
}

/** Ends sessions, revokes API keys and deletes links. Enabling the account again does not restore them. */
async function revokeAllCredentials(tx: Tx, principal: UserPrincipal, userId: string): Promise<void> {
  await endSessions(tx, principal, { userId }, 'user_disabled')
  await revokeAllApiKeys(tx, principal, userId, 'user_disabled')
  await tx.verificationToken.deleteMany({ where: { userId, usedAt: null } })
}
