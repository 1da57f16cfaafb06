'use client'
import { KeyRound, Monitor, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { SessionBody } from '#lib/sessions/schema.ts'
import { deviceName } from './device-name.ts'
import { settingsMessages } from './messages.ts'
import { SessionFacts } from './session-facts.tsx'

const { session: messages } = settingsMessages

/** One session of a list; `action` is the button that ends it. */
export function SessionRow({ session, action }: { session: SessionBody; action?: ReactNode }) {
  const Icon =
    session.kind === 'api' ? KeyRound : /Mobile|iPhone|Android/.test(session.userAgent ?? '') ? Smartphone : Monitor
  return (
    <li className="flex items-center gap-4 border-b py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 stroke-[1.5] text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{deviceName(session)}</span>
          {session.current && <Badge tone="accent">{messages.current}</Badge>}
          {session.kind === 'api' && <Badge>{messages.api}</Badge>}
        </p>
        <SessionFacts session={session} />
      </div>
      {action}
    </li>
  )
}
