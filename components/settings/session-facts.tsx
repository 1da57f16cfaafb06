import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'

type Facts = Pick<SessionBody, 'ip' | 'lastSeenAt' | 'createdAt'>

/** Where a session is used from, when it last was, and since when there is one. */
export function SessionFacts({ session: { ip, lastSeenAt, createdAt } }: { session: Facts }) {
  return (
    <p className="figures flex flex-wrap gap-x-3 text-ink-3 text-small">
      {ip && <span>{ip}</span>}
      <span>
        Seen <RelativeTime value={lastSeenAt} />
      </span>
      <span>
        Since <RelativeTime value={createdAt} />
      </span>
    </p>
  )
}
