import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { Principal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import { readDocument } from '../queries/get-document.ts'
import type { DocumentBody } from '../schema.ts'

/** Restores a document from the trash; no effect if it is not in the trash. Throws `request.not_found`, `auth.forbidden`. */
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
