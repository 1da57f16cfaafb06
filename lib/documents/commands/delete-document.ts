import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'

/** Moves a document to the trash. Throws `request.not_found`, `auth.forbidden`, `request.precondition_failed`. */
export async function deleteDocument(principal: UserPrincipal, id: string, precondition: Precondition): Promise<void> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, id, 'documents:delete')
    precondition.require(document.revision)
    await tx.document.update({
      where: { id },
      data: { deletedAt: new Date(), deletedById: principal.userId, revision: { increment: 1 } },
    })
    await recordAudit(tx, principal, {
      action: 'document.deleted',
      target: { type: 'document', id },
      outcome: 'success',
      detail: { title: document.title },
    })
  })
}
