import { recordAudit } from '#lib/audit/commands.ts'
import type { SessionIdentity } from '#lib/core/auth/find-identity.ts'
import type { Caller, UserPrincipal } from '#lib/core/auth/principal.ts'
import { requireRecentAuthentication } from '#lib/core/auth/recent-authentication.ts'
import type { GoogleIdentity, GoogleProfile, RejectedGoogleSignIn, SignedInUser } from '#lib/core/auth/sign-in-hooks.ts'
import { db, type Tx } from '#lib/core/db/client.ts'
import { isId, newId } from '#lib/core/db/id.ts'
import { env } from '#lib/core/env.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { enqueueMail } from '#lib/core/mail/enqueue-mail.ts'
import { userErrors } from '../errors.ts'
import { googleLinkedMail, googleUnlinkedMail } from '../mails.ts'
import { insertUser } from './insert-user.ts'
import { lockUser } from './lock-user.ts'

/**
 * Creates a user with a linked Google account and a verified address. Throws `user.email_taken`, because an existing account is never
 * linked by its address.
 */
export async function createGoogleUser(caller: Caller, profile: GoogleProfile): Promise<SignedInUser> {
  const { email, name, image, providerAccountId } = profile
  const id = await db.$transaction(async (tx) => {
    const columns = { email, name: name.slice(0, 120), image, role: env.defaultRole, password: null }
    const userId = await insertUser(tx, caller, { ...columns, emailVerified: new Date() })
    await insertAccount(tx, userId, { providerAccountId, email })
    return userId
  })
  return { id, email, name }
}

/** Links a Google account to the user of a session, who has verified the password, and informs the user by mail. */
export async function linkGoogleAccount(
  caller: Caller,
  { userId, email, name }: SessionIdentity,
  account: GoogleIdentity,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await insertAccount(tx, userId, account)
    const target = { type: 'user', id: userId } as const
    const actor = { ...caller, userId, email }
    await recordAudit(tx, actor, {
      action: 'account.linked',
      target,
      outcome: 'success',
      detail: { provider: 'google', ...(account.email ? { email: account.email } : {}) },
    })
    await enqueueMail(tx, googleLinkedMail({ to: email, name, googleEmail: account.email, ...settingsUrls() }))
  })
}

/**
 * Unlinks one of the caller's Google accounts. Throws `request.not_found`, and `identity.only_one` if the caller could not sign in without
 * it.
 */
export async function unlinkGoogleAccount(principal: UserPrincipal, id: string): Promise<void> {
  if (!isId(id)) throw notFound()
  requireRecentAuthentication(principal)
  const { userId, email, name } = principal
  await db.$transaction(async (tx) => {
    await lockUser(tx, userId)
    const account = await tx.account.findFirst({ where: { id, userId } })
    if (!account) throw notFound()
    const others = await tx.account.count({ where: { userId, id: { not: id } } })
    const passwords = await tx.passwordCredential.count({ where: { userId } })
    if (others + passwords === 0) throw new AppError(userErrors['identity.only_one'])
    await tx.account.delete({ where: { id } })
    const target = { type: 'user', id: userId } as const
    const detail = { provider: 'google', ...(account.email ? { email: account.email } : {}) }
    await recordAudit(tx, principal, { action: 'account.unlinked', target, outcome: 'success', detail })
    await enqueueMail(tx, googleUnlinkedMail({ to: email, name, googleEmail: account.email, ...settingsUrls() }))
  })
}

function settingsUrls() {
  return { profileUrl: `${env.publicOrigin}/settings/profile`, resetUrl: `${env.publicOrigin}/reset` }
}

async function insertAccount(tx: Tx, userId: string, { providerAccountId, email }: GoogleIdentity): Promise<void> {
  const account = { id: newId(), userId, type: 'oidc', provider: 'google', providerAccountId, email }
  await tx.account.create({ data: account })
}

/** Records a rejected Google sign-in in the audit log. */
export async function recordRejectedGoogleSignIn(
  caller: Caller,
  { providerAccountId, email, reason }: RejectedGoogleSignIn,
): Promise<void> {
  const provider_providerAccountId = { provider: 'google', providerAccountId: providerAccountId ?? '' }
  const known = await db.account.findUnique({ where: { provider_providerAccountId }, select: { userId: true } })
  const target = known ? ({ type: 'user', id: known.userId } as const) : null
  const detail = { method: 'google', reason, ...(email ? { email } : {}) }
  await recordAudit(db, caller, { action: 'session.failed', target, outcome: 'failure', detail })
}
