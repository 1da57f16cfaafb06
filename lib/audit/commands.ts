import { accountOf, type Caller, type Principal } from '#lib/core/auth/principal.ts'
import type { Db, Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { AuditEntry } from './schema.ts'

/** A person who has been identified but is not yet a principal: during sign-in or while tokens are refreshed. */
export type Actor = Caller & { userId: string; email: string; sessionId?: string | null; apiKeyId?: string | null }

/** The author of events that LexAI causes itself, such as the creation of the first administrator. */
export const system: Caller = { requestId: 'system', ip: 'local', userAgent: null }

/**
 * Inserts an audit event, in the transaction of the change that it records: both are committed or neither. The database rejects updates
 * and deletions of the row. Without an account in `who` (a failed sign-in), the actor is empty.
 */
export async function recordAudit(
  tx: Tx | Db,
  who: Caller | Principal | Actor,
  { action, target, outcome, detail }: AuditEntry,
): Promise<void> {
  const actor =
    'userId' in who
      ? {
          actorId: who.userId,
          actorEmail: who.email,
          sessionId: who.sessionId ?? null,
          apiKeyId: who.apiKeyId ?? null,
        }
      : {}
  await tx.auditEvent.create({
    data: {
      id: newId(),
      ...actor,
      action,
      targetType: target?.type ?? null,
      targetId: target?.id ?? null,
      outcome,
      ip: who.ip,
      requestId: who.requestId,
      ...(detail ? { detail } : {}),
    },
  })
}

/** Like recordAudit, but inserts no row if the same person has one with the same target and detail within `withinMs`. For downloads in ranges. */
export async function recordAuditOnce(
  tx: Tx | Db,
  who: Principal,
  entry: AuditEntry & { detail: object },
  withinMs: number,
): Promise<void> {
  const known = await tx.auditEvent.findFirst({
    where: {
      actorId: accountOf(who)?.userId ?? null,
      action: entry.action,
      targetId: entry.target?.id ?? null,
      at: { gt: new Date(Date.now() - withinMs) },
      detail: { equals: entry.detail },
    },
    select: { id: true },
  })
  if (!known) await recordAudit(tx, who, entry)
}
