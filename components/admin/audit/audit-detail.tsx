import type { AuditEventBody } from '#lib/audit/schema.ts'
import { auditMessages } from './messages.ts'

const labels: Record<string, string> = auditMessages.detailNames

/** The details of an event: the most informative one as a summary, the others in a disclosure. */
export function AuditDetail({ event }: { event: AuditEventBody }) {
  const { detail: messages } = auditMessages
  const detail = Object.entries(event.detail ?? {}).sort(([a], [b]) => rank(a) - rank(b))
  const rows: { key: string; name: string; value: string }[] = [
    ...detail.map(([key, value]) => ({ key, name: labels[key] ?? key, value: toText(value) })),
    ...(event.target ? [toTargetRow(event.target)] : []),
    ...(event.sessionId ? [{ key: 'session-id', name: messages.session, value: event.sessionId }] : []),
    ...(event.apiKeyId ? [{ key: 'api-key-id', name: messages.apiKey, value: event.apiKeyId }] : []),
    ...(event.requestId ? [{ key: 'request-id', name: messages.request, value: event.requestId }] : []),
  ]
  const [first] = rows
  if (!first) return null
  return (
    <details className="min-w-0">
      <summary className="cursor-pointer truncate text-ink-2">{messages.line(first.name, first.value)}</summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-ink-2">
        <dt className="text-ink-3">{messages.action}</dt>
        <dd className="font-mono">{event.action}</dd>
        {rows.map(({ key, name, value }) => (
          <div key={key} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function toTargetRow({ type, id }: { type: string; id: string }) {
  return { key: 'target', name: labels[type] ?? type, value: id }
}

/** Details in the order of their importance to readers. jsonb columns do not keep the order of keys. */
const importantFirst = ['title', 'name', 'email', 'role', 'status', 'reason', 'method']

function rank(name: string): number {
  const index = importantFirst.indexOf(name)
  return index === -1 ? importantFirst.length : index
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
