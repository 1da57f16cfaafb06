import type { AuditEventBody } from './schema.ts'

type AuditRow = {
  id: string
  at: Date
  actorId: string | null
  actorEmail: string | null
  action: string
  targetType: string | null
  targetId: string | null
  outcome: string
  ip: string | null
  requestId: string | null
  sessionId: string | null
  apiKeyId: string | null
  detail: unknown
}

export function presentAuditEvent(row: AuditRow): AuditEventBody {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actorId ? { id: row.actorId, email: row.actorEmail ?? '' } : null,
    action: row.action,
    target: row.targetType && row.targetId ? { type: row.targetType, id: row.targetId } : null,
    outcome: row.outcome === 'success' ? 'success' : 'failure',
    ip: row.ip,
    requestId: row.requestId,
    sessionId: row.sessionId,
    apiKeyId: row.apiKeyId,
    detail: row.detail ? (row.detail as Record<string, unknown>) : null,
  }
}

const csvColumns = [
  'id',
  'at',
  'actorId',
  'actorEmail',
  'action',
  'targetType',
  'targetId',
  'outcome',
  'ip',
  'requestId',
  'detail',
  'sessionId',
  'apiKeyId',
]
export const csvHeader = `${csvColumns.join(',')}\r\n`

/** One line of the export (RFC 4180). */
export function presentCsvLine(event: AuditEventBody): string {
  const { actor, target, detail } = event
  const values = [
    ...[event.id, event.at, actor?.id, actor?.email, event.action, target?.type, target?.id, event.outcome],
    ...[event.ip, event.requestId, detail ? JSON.stringify(detail) : null, event.sessionId, event.apiKeyId],
  ]
  return `${values.map(csvValue).join(',')}\r\n`
}

/** Quoted if necessary. Values that a spreadsheet would evaluate as a formula get a leading apostrophe (CSV injection). */
function csvValue(value: string | null | undefined): string {
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
