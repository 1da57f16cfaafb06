import { setRefusalListener } from '#lib/core/http/route/refusals.ts'
import { log } from '#lib/core/log.ts'
import { recordSummarised } from './summary.ts'

/**
 * Records rejected requests in the audit log: invalid and forged tokens, and actions without permission. Repetitions are summarised,
 * because programs retry what fails.
 */
export function recordRefusals(): void {
  setRefusalListener(({ who, code, method, route }) => {
    const action = code === 'auth.invalid_token' ? 'token.refused' : 'access.refused'
    const entry = { action, target: null, outcome: 'failure', detail: { code, method, route } } as const
    recordSummarised(who, entry).catch((error) => log.warn({ err: error }, 'a rejected request could not be recorded'))
  })
}
