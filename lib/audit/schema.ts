import { z } from 'zod'
import { timestampOrDate } from '#lib/core/http/input/timestamp.ts'
import { listQuery } from '#lib/core/http/lists/cursor.ts'

/** The actions of audit events, as `<noun>.<what_happened>`. */
export const auditActions = [
  'session.created',
  'session.refreshed',
  'session.failed',
  'session.ended',
  'session.revoked',
  'user.created',
  'user.invited',
  'user.updated',
  'user.role_changed',
  'user.status_changed',
  'password.changed',
  'password.reset_requested',
  'password.reset',
  'password.refused',
  'account.linked',
  'account.unlinked',
  'api_key.created',
  'api_key.revoked',
  'token.refused',
  'access.refused',
  'matter.created',
  'matter.updated',
  'matter.deleted',
  'member.set',
  'member.removed',
  'document.uploaded',
  'document.updated',
  'document.read',
  'document.downloaded',
  'document.deleted',
  'document.restored',
  'document.version_added',
  'document.read_again',
  'document.purged',
  'question.asked',
  'audit.exported',
] as const
export type AuditAction = (typeof auditActions)[number]

export type AuditTarget = { type: 'user' | 'session' | 'api_key' | 'matter' | 'document' | 'question'; id: string }

/** An action that succeeded or failed. `detail` contains no secrets: the names of changed fields, old and new values, the reason. */
export type AuditEntry = {
  action: AuditAction
  target: AuditTarget | null
  outcome: 'success' | 'failure'
  detail?: Record<string, string | number | boolean | null | string[]>
}

export const auditQuery = z.object({
  ...listQuery.shape,
  /** A user's id, or a mail address. */
  actor: z.string().max(320).optional(),
  /** An action, or a noun for all of its actions (`session`). */
  action: z.string().max(64).optional(),
  /** The id of the target. */
  target: z.string().max(64).optional(),
  from: timestampOrDate.optional(),
  to: timestampOrDate.optional(),
})
export type AuditQuery = z.output<typeof auditQuery>

export const auditEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ id: z.string(), email: z.string() }).nullable(),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string() }).nullable(),
  outcome: z.enum(['success', 'failure']),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
  /** The actor's credential: the id of a session or of an API key. */
  sessionId: z.string().nullable(),
  apiKeyId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
})
export type AuditEventBody = z.output<typeof auditEventSchema>
