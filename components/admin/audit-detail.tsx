import type { AuditEventBody } from '#lib/audit/schema.ts'

/** What was done to, and what else is known of it, folded away until it is asked for. */
export function AuditDetail({ event }: { event: AuditEventBody }) {
  const detail = Object.entries(event.detail ?? {}).sort(([a], [b]) => rank(a) - rank(b))
  const rows: [string, string][] = [
    ...detail.map(([name, value]): [string, string] => [name, toText(value)]),
    ...(event.target ? [[event.target.type, event.target.id] as [string, string]] : []),
    ...(event.sessionId ? [['session', event.sessionId] as [string, string]] : []),
    ...(event.apiKeyId ? [['API key', event.apiKeyId] as [string, string]] : []),
    ...(event.requestId ? [['request', event.requestId] as [string, string]] : []),
  ]
  const [first] = rows
  if (!first) return null
  return (
    <details className="min-w-0">
      <summary className="cursor-pointer truncate text-ink-2">
        {first[0]}: {first[1]}
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-ink-2">
        <dt className="text-ink-3">action</dt>
        <dd className="font-mono">{event.action}</dd>
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What tells a reader most, and so stands in the one line that is not folded away. The database keeps no order of its own. */
const tellingFirst = ['title', 'name', 'email', 'role', 'status', 'reason', 'method']

function rank(name: string): number {
  const at = tellingFirst.indexOf(name)
  return at === -1 ? tellingFirst.length : at
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
