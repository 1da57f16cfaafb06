import { hashPassword } from '#lib/core/auth/passwords.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { requireStrongPassword } from '../password-rules.ts'
import { presentUser, userColumns } from '../present.ts'
import type { CreateUserInput, UserBody } from '../schema.ts'
import { insertUser } from './insert-user.ts'
import { createInvitation } from './invitations.ts'

/**
 * Creates an account, as an administrator. Without a password, the user is invited to choose one: `inviteUrl` is returned only once and also
 * sent by mail. A given password has to be changed at the first sign-in in a browser. Throws `user.email_taken`, `request.invalid`.
 */
export async function createUser(
  principal: UserPrincipal,
  input: CreateUserInput,
): Promise<{ user: UserBody; revision: number; inviteUrl: string | null }> {
  const { email, name, role } = input
  if (input.password) await requireStrongPassword(input.password, '/password', input)
  const password = input.password ? await hashPassword(input.password, principal) : null
  const emailVerified = password ? new Date() : null
  return db.$transaction(async (tx) => {
    const id = await insertUser(tx, principal, { email, name, role, password, emailVerified, mustChangePassword: true })
    const inviteUrl = password ? null : await createInvitation(tx, { id, email, name, invitedBy: principal.name })
    const row = await tx.user.findUniqueOrThrow({ where: { id }, select: userColumns })
    return { user: presentUser(row), revision: row.revision, inviteUrl }
  })
}
