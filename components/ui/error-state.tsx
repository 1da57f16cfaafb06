'use client'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { FilledText } from './filled-text.tsx'
import { uiMessages } from './messages.ts'

type Props = {
  title: string
  children?: ReactNode
  requestId?: string | null
  onRetry?: () => void
}

/** Replaces content that failed to load: what happened, what to do, and the id under which the server logged it. */
export function ErrorState({ title, children, requestId, onRetry }: Props) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <CircleAlert aria-hidden="true" className="mb-4 size-8 stroke-[1.25] text-red" />
      <h2 className="font-semibold text-lead">{title}</h2>
      {children && <div className="mt-1.5 text-ink-2">{children}</div>}
      {onRetry && (
        <Button className="mt-6" onPress={onRetry}>
          {uiMessages.tryAgain}
        </Button>
      )}
      {requestId && <RequestId id={requestId} />}
    </div>
  )
}

/** The id to quote in a support request. */
export function RequestId({ id }: { id: string }) {
  return (
    <p className="mt-4 text-ink-3 text-small">
      <FilledText text={uiMessages.requestId} values={{ id: <code className="select-all font-mono">{id}</code> }} />
    </p>
  )
}
