import { auditMessages } from './messages.ts'

const labels: Record<string, string> = auditMessages.actions

/** The label of an action of the audit log; the action itself where it has none. */
export function auditActionLabel(action: string): string {
  return labels[action] ?? action
}
