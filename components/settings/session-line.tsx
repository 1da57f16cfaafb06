'use client'
import { KeyRound, Monitor, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { deviceName } from './device-name.ts'
import { SessionFacts } from './session-facts.tsx'

/** One session: where, since when, last seen; `action` ends it. */
export function SessionLine({ session, action }: { session: SessionBody; action?: ReactNode }) {
  const Icon =
    session.kind === 'api' ? KeyRound : /Mobile|iPhone|Android/.test(session.userAgent ?? '') ? Smartphone : Monitor
  return (
    <li className="flex items-center gap-4 border-b py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 stroke-[1.5] text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{deviceName(session)}</span>
          {session.current && <Badge tone="accent">This one</Badge>}
          {session.kind === 'api' && <Badge>API</Badge>}
        </p>
        <SessionFacts session={session} />
      </div>
      {action}
    </li>
  )
}
