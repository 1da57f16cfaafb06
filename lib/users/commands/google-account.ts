import { recordAudit } from '#lib/audit/commands.ts'
import type { SessionIdentity } from '#lib/core/auth/find-identity.ts'
import type { Caller } from '#lib/core/auth/principal.ts'
import type { GoogleProfile, RefusedGoogle, SignedInUser } from '#lib/core/auth/sign-in-hooks.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { insertUser } from './insert-user.ts'

/** Signs up somebody whom Google knows by a verified address. Throws `user.email_taken`: an account is never joined by its address. */
export async function createGoogleUser(caller: Caller, profile: GoogleProfile): Promise<SignedInUser> {
  const { email, name, image, providerAccountId } = profile
  const id = await db.$transaction(async (tx) => {
    const columns = { email, name: name.slice(0, 120), image, role: env.defaultRole, password: null }
    const userId = await insertUser(tx, caller, { ...columns, emailVerified: new Date() })
    await insertAccount(tx, userId, providerAccountId)
    return userId
  })
  return { id, email, name }
}

/** Joins a Google account to the person of a session, who has just proved their password. */
export async function linkGoogleAccount(
  caller: Caller,
  { userId, email }: SessionIdentity,
  providerAccountId: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await insertAccount(tx, userId, providerAccountId)
    const target = { type: 'user', id: userId } as const
    const actor = { ...caller, userId, email }
    await recordAudit(tx, actor, {
      action: 'account.linked',
      target,
      outcome: 'success',
      detail: { provider: 'google' },
    })
  })
}

async function insertAccount(tx: Tx, userId: string, providerAccountId: string): Promise<void> {
  const account = { id: newId(), userId, type: 'oidc', provider: 'google', providerAccountId }
  await tx.account.create({ data: account })
}

/** Writes down that somebody came from Google and was not let in. */
export async function noteRefusedGoogle(
  caller: Caller,
  { providerAccountId, email, reason }: RefusedGoogle,
): Promise<void> {
  const provider_providerAccountId = { provider: 'google', providerAccountId: providerAccountId ?? '' }
  const known = await db.account.findUnique({ where: { provider_providerAccountId }, select: { userId: true } })
  const target = known ? ({ type: 'user', id: known.userId } as const) : null
  const detail = { method: 'google', reason, ...(email ? { email } : {}) }
  await recordAudit(db, caller, { action: 'session.failed', target, outcome: 'failure', detail })
}
