import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { requireRecentAuthentication } from '#lib/core/auth/recent-authentication.ts'
import { db } from '#lib/core/db/client.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { presentMe } from '../present.ts'
import type { UpdateMeInput } from '../schema.ts'
import { lockUser } from './lock-user.ts'

/** Changes the caller's name and telephone number; omitted fields are unchanged. Throws `auth.reauthentication_required` for the number. */
export async function updateMe(principal: UserPrincipal, input: UpdateMeInput, precondition: Precondition) {
  return db.$transaction(async (tx) => {
    const before = await lockUser(tx, principal.userId)
    if (!before) throw notFound()
    precondition.require(before.revision)
    const name = input.name ?? before.name
    const phone = input.phone === undefined ? before.phone : input.phone
    const changed = [...(name === before.name ? [] : ['name']), ...(phone === before.phone ? [] : ['phone'])]
    if (changed.includes('phone')) requireRecentAuthentication(principal)
    if (changed.length === 0) return { me: presentMe(principal, before), revision: before.revision }
    const data = { name, phone, revision: { increment: 1 } }
    const row = await tx.user.update({ where: { id: before.id }, data, select: { revision: true } })
    const target = { type: 'user', id: before.id } as const
    await recordAudit(tx, principal, { action: 'user.updated', target, outcome: 'success', detail: { changed } })
    return { me: presentMe(principal, { name, phone }), revision: row.revision }
  })
}
