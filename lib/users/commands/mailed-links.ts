import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { userErrors } from '../errors.ts'
import { type LinkPurpose, linkLifetimeMs } from '../link-lifetimes.ts'

/** The data of a registration until it is confirmed. */
export type PendingRegistration = { name: string }

/** Creates a mailed link and returns its secret, of which only the SHA-256 is stored. Also deletes links that expired a day ago. */
export async function createMailedLink(
  client: Tx | Db,
  link: { purpose: LinkPurpose; email: string; userId: string | null; payload?: PendingRegistration },
): Promise<string> {
  const secret = newSecret()
  const now = Date.now()
  await client.verificationToken.deleteMany({ where: { expiresAt: { lt: new Date(now - 24 * 3_600_000) } } })
  const expiresAt = new Date(now + linkLifetimeMs[link.purpose])
  await client.verificationToken.create({ data: { id: newId(), tokenHash: sha256(secret), expiresAt, ...link } })
  return secret
}

/** The link with this secret if it is valid, else null. Does not consume it. */
export async function findValidLink(secret: string, purposes: readonly LinkPurpose[]) {
  return db.verificationToken.findFirst({ where: whereValid(secret, purposes), include: { user: true } })
}

/** Marks a link as used. Of two concurrent calls, one succeeds. Throws `auth.link_invalid`. */
export async function consumeLink(tx: Tx, secret: string, purposes: readonly LinkPurpose[]) {
  const where = whereValid(secret, purposes)
  const [link] = await tx.verificationToken.updateManyAndReturn({ where, data: { usedAt: new Date() } })
  if (!link) throw new AppError(userErrors['auth.link_invalid'])
  return link
}

function whereValid(secret: string, purposes: readonly LinkPurpose[]) {
  return { tokenHash: sha256(secret), purpose: { in: [...purposes] }, usedAt: null, expiresAt: { gt: new Date() } }
}
