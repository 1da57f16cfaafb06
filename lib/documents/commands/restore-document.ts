import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { readDocument } from '../queries/get-document.ts'
import type { DocumentBody } from '../schema.ts'

/** Takes a document out of the trash; one that is not in it stays as it is. Throws `request.not_found`, `auth.forbidden`. */
export async function restoreDocument(
  principal: Principal,
  id: string,
): Promise<{ document: DocumentBody; revision: number }> {
  return db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, id, 'documents:delete', { trash: 'included' })
    if (document.deletedAt) {
      await tx.document.update({
        where: { id },
        data: { deletedAt: null, deletedById: null, revision: { increment: 1 } },
      })
      await recordAudit(tx, principal, {
        action: 'document.restored',
        target: { type: 'document', id },
        outcome: 'success',
        detail: { title: document.title },
      })
    }
    return readDocument(tx, principal, id)
  })
}
