'use client'
import { FilledText } from '#components/ui/filled-text.tsx'
import { uiMessages } from '#components/ui/messages.ts'
import { Notice } from '#components/ui/notice.tsx'
import { asApiError } from './client.ts'

/** The error of a form, announced by screen readers. Nothing without an error. */
export function ProblemNotice({ error }: { error: unknown }) {
  if (!error) return null
  const problem = asApiError(error)
  return (
    <Notice tone="red" isAlert>
      <p className="font-medium">{problem.message}</p>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.status >= 500 && problem.requestId && (
        <p>
          <FilledText
            text={uiMessages.requestId}
            values={{ id: <code className="select-all font-mono">{problem.requestId}</code> }}
          />
        </p>
      )}
    </Notice>
  )
}
