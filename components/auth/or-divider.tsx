import { authMessages } from './messages.ts'

export function OrDivider() {
  return (
    <div className="my-6 flex items-center gap-4 text-ink-3 text-small">
      <span className="h-px flex-1 bg-line" />
      {authMessages.google.or}
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}
