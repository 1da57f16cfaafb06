import { newSecret, sha256 } from '#lib/core/auth/secrets.ts'
import { type Db, db, type Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { AppError } from '#lib/core/errors.ts'
import { userErrors } from '../errors.ts'
import { type LinkPurpose, linkLifetimeMs } from '../link-lifetimes.ts'

/** What a registration chose, until its link is followed. */
export type PendingRegistration = { name: string }

/** Makes a link's secret; the table keeps its SHA-256. Takes the occasion to throw out links that nobody can use any more. */
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

/** Whether a link still works, without using it up. */
export async function findValidLink(secret: string, purposes: readonly LinkPurpose[]) {
  return db.verificationToken.findFirst({ where: live(secret, purposes), include: { user: true } })
}

/** Uses a link up; of two at one time, one wins. Throws `auth.link_invalid`. */
export async function consumeLink(tx: Tx, secret: string, purposes: readonly LinkPurpose[]) {
  const where = live(secret, purposes)
  const [link] = await tx.verificationToken.updateManyAndReturn({ where, data: { usedAt: new Date() } })
  if (!link) throw new AppError(userErrors['auth.link_invalid'])
  return link
}

function live(secret: string, purposes: readonly LinkPurpose[]) {
  return { tokenHash: sha256(secret), purpose: { in: [...purposes] }, usedAt: null, expiresAt: { gt: new Date() } }
}
