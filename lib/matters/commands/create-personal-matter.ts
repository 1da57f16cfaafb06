import type { Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'

/** Creates the user's personal matter unless it exists. Returns its id. */
export async function createPersonalMatter(tx: Tx, user: { id: string; name: string }): Promise<string> {
  await tx.matter.createMany({
    data: { id: newId(), name: 'Personal', personalOfId: user.id, createdById: user.id },
    skipDuplicates: true,
  })
  const { id } = await tx.matter.findUniqueOrThrow({ where: { personalOfId: user.id }, select: { id: true } })
  await tx.matterMember.createMany({ data: { matterId: id, userId: user.id, role: 'owner' }, skipDuplicates: true })
  return id
}
