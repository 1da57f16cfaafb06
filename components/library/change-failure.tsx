import { Notice } from '#components/ui/notice.tsx'
import type { ChangeFailure } from './document-commands.ts'

/** The reason why the change of a dialog failed; nothing without a failure. */
export function ChangeFailureNotice({ failure }: { failure: ChangeFailure | null }) {
  if (!failure) return null
  return (
    <Notice tone="red" isAlert className="mb-4">
      <p className="font-medium">{failure.title}</p>
      <p>{failure.reason}</p>
    </Notice>
  )
}
