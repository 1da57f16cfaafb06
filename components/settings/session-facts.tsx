import { FilledText } from '#components/ui/filled-text.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { settingsMessages } from './messages.ts'

const { session: messages } = settingsMessages

type Facts = Pick<SessionBody, 'ip' | 'lastSeenAt' | 'createdAt'>

/** The IP address of a session, when it was last used, and when it began. */
export function SessionFacts({ session: { ip, lastSeenAt, createdAt } }: { session: Facts }) {
  return (
    <p className="figures flex flex-wrap gap-x-3 text-ink-3 text-small">
      {ip && <span>{ip}</span>}
      <span>
        <FilledText text={messages.lastSeen} values={{ time: <RelativeTime value={lastSeenAt} /> }} />
      </span>
      <span>
        <FilledText text={messages.createdAt} values={{ time: <RelativeTime value={createdAt} /> }} />
      </span>
    </p>
  )
}
