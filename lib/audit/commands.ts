import type { Caller, Principal } from '#lib/core/auth/principal.ts'
import type { Db, Tx } from '#lib/core/db/client.ts'
import { newId } from '#lib/core/db/id.ts'
import type { AuditEntry } from './schema.ts'

/** Somebody who has just become known, before they are a principal: a person who signs in or refreshes tokens. */
export type Actor = Caller & { userId: string; email: string; sessionId?: string | null; apiKeyId?: string | null }

/** Who is behind what LexAI does by itself, such as making the first admin. */
export const system: Caller = { requestId: 'system', ip: 'local', userAgent: null }

/**
 * Writes down what was done, in the transaction of what it records: either both happened or neither. The database refuses
 * to change or delete the row. `who` without an account (a failed sign-in) leaves the actor empty.
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

/** The same for what comes in many requests, such as a file in ranges: one row for the same person, target and detail within `withinMs`. */
export async function recordAuditOnce(
  tx: Tx | Db,
  who: Principal,
  entry: AuditEntry & { detail: object },
  withinMs: number,
): Promise<void> {
  const known = await tx.auditEvent.findFirst({
    where: {
      actorId: who.userId,
      action: entry.action,
      targetId: entry.target?.id ?? null,
      at: { gt: new Date(Date.now() - withinMs) },
      detail: { equals: entry.detail },
    },
    select: { id: true },
  })
  if (!known) await recordAudit(tx, who, entry)
}
