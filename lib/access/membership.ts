import type { MatterRole } from '#lib/core/auth/permissions.ts'
import { accountOf, type Principal } from '#lib/core/auth/principal.ts'
import type { Db, Tx } from '#lib/core/db/client.ts'
import { Prisma } from '#lib/core/db/generated/client.ts'

/** The principal's own memberships, as SQL on "MatterMember" with the alias `member`. Only users' accounts have any. */
export function membershipOf(principal: Principal): Prisma.Sql {
  const account = accountOf(principal)
  return account ? Prisma.sql`member."userId" = ${account.userId}::uuid` : Prisma.sql`false`
}

/** The principal's role in a matter; null without one. */
export async function findMatterRole(tx: Tx | Db, principal: Principal, matterId: string): Promise<MatterRole | null> {
  const [row] = await tx.$queryRaw<{ role: MatterRole }[]>`
    SELECT member.role FROM "MatterMember" member WHERE member."matterId" = ${matterId}::uuid AND ${membershipOf(principal)}`
  return row?.role ?? null
}

/**
 * The same, and the membership stays until the transaction ends. Locks the matter's row before the member's, in the order in which
 * deleting either locks them, to prevent deadlocks.
 */
export async function lockMatterRole(tx: Tx, principal: Principal, matterId: string): Promise<MatterRole | null> {
  await tx.$queryRaw`SELECT 1 FROM "Matter" WHERE id = ${matterId}::uuid FOR KEY SHARE`
  const [row] = await tx.$queryRaw<{ role: MatterRole }[]>`
    SELECT member.role FROM "MatterMember" member WHERE member."matterId" = ${matterId}::uuid AND ${membershipOf(principal)} FOR SHARE`
  return row?.role ?? null
}

/** The matters in which the principal holds one of `roles`. */
export async function listMatterIds(
  tx: Tx | Db,
  principal: Principal,
  roles: readonly MatterRole[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ matterId: string }[]>`
    SELECT member."matterId" FROM "MatterMember" member
    WHERE ${membershipOf(principal)} AND member.role = ANY(${roles}::text[])`
  return rows.map(({ matterId }) => matterId)
}
