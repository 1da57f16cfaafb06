import { type Actor, recordAudit } from '#lib/audit/commands.ts'
import type { PasswordHash } from '#lib/core/auth/passwords.ts'
import type { Role } from '#lib/core/auth/permissions.ts'
import type { Caller, UserPrincipal } from '#lib/core/auth/principal.ts'
import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { createPersonalMatter } from '#lib/matters/commands/create-personal-matter.ts'
import { userErrors } from '../errors.ts'

export type NewUser = {
  email: string
  name: string
  role: Role
  password: PasswordHash | null
  /** Whether the password was set by somebody else and has to be changed. */
  mustChangePassword?: boolean
  /** The time at which the address was verified with a mailed link; null if it was not. */
  emailVerified: Date | null
  image?: string | null
}

/**
 * Inserts a user with password, personal matter and audit event, and returns its id. All users are created with it. Throws
 * `user.email_taken`.
 */
export async function insertUser(tx: Tx, who: Caller | UserPrincipal | Actor, user: NewUser): Promise<string> {
  const { password, mustChangePassword: mustChange = false, image = null, ...columns } = user
  const id = newId()
  const { count } = await tx.user.createMany({ data: { id, ...columns, image }, skipDuplicates: true })
  if (count === 0) throw new AppError(userErrors['user.email_taken'])
  if (password) await tx.passwordCredential.create({ data: { userId: id, ...password, mustChange } })
  await createPersonalMatter(tx, { id, name: user.name })
  const detail = { email: user.email, role: user.role }
  await recordAudit(tx, who, { action: 'user.created', target: { type: 'user', id }, outcome: 'success', detail })
  return id
}
