import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import { readMatter } from '../queries.ts'
import type { CreateMatterInput, MatterBody } from '../schema.ts'

/** Creates a matter with the principal as its first owner. */
export async function createMatter(
  principal: UserPrincipal,
  input: CreateMatterInput,
): Promise<{ matter: MatterBody; revision: number }> {
  const id = newId()
  const { name, reference = null } = input
  return db.$transaction(async (tx) => {
    await tx.matter.create({
      data: {
        id,
        name,
        reference,
        createdById: principal.userId,
        members: { create: { userId: principal.userId, role: 'owner' } },
      },
    })
    await recordAudit(tx, principal, {
      action: 'matter.created',
      target: { type: 'matter', id },
      outcome: 'success',
      detail: { name, reference },
    })
    return readMatter(tx, principal, id)
  })
}
