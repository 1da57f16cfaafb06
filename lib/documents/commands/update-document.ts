import { lockDocument } from '#lib/access/lock-document.ts'
import { recordAudit } from '#lib/audit/commands.ts'
import type { UserPrincipal } from '#lib/core/auth/principal.ts'
import { db } from '#lib/core/db/client.ts'
import type { Precondition } from '#lib/core/http/route/precondition.ts'
import { pickChanges } from '#lib/core/pick-changes.ts'
import { requireMatter } from '#lib/matters/commands/require-matter.ts'
import { movePassages } from '#lib/passages/move-passages.ts'
import { readDocument } from '../queries/get-document.ts'
import type { DocumentBody, UpdateDocumentInput } from '../schema.ts'

/**
 * Updates a document's title, tags or matter; an update without changes has no effect. Moving a document requires write access to both
 * matters.
 * Throws `request.not_found`, `auth.forbidden`, `request.precondition_failed`, and `request.invalid` at `/matterId` like an upload.
 */
export async function updateDocument(
  principal: UserPrincipal,
  id: string,
  input: UpdateDocumentInput,
  precondition: Precondition,
): Promise<{ document: DocumentBody; revision: number }> {
  return db.$transaction(async (tx) => {
    const document = await lockDocument(tx, principal, id, 'documents:write')
    precondition.require(document.revision)
    const { matterId: wanted } = input
    const matterId = wanted === undefined ? undefined : await requireMatter(tx, principal, wanted, 'documents:write')
    const changes = pickChanges({ ...input, matterId }, document)
    if (Object.keys(changes).length === 0) return readDocument(tx, principal, id)
    await tx.document.update({ where: { id }, data: { ...changes, revision: { increment: 1 } } })
    if (changes.matterId) {
      await movePassages(tx, document.id, { from: document.matterId, to: changes.matterId })
    }
    await recordAudit(tx, principal, {
      action: 'document.updated',
      target: { type: 'document', id },
      outcome: 'success',
      detail: { ...changes, titleBefore: document.title, matterIdBefore: document.matterId },
    })
    return readDocument(tx, principal, id)
  })
}
