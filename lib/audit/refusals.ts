import { setRefusalListener } from '#lib/core/http/route/refusals.ts'
import { log } from '#lib/core/log.ts'
import { recordSummarised } from './summary.ts'

/**
 * Has requests that were refused for who sent them written into the audit log: tokens that are not valid, forged ones among them, and
 * what a known caller may not do. Summarised, because programs repeat what fails.
 */
export function recordRefusals(): void {
  setRefusalListener(({ who, code, method, route }) => {
    const action = code === 'auth.invalid_token' ? 'token.refused' : 'access.refused'
    const entry = { action, target: null, outcome: 'failure', detail: { code, method, route } } as const
    recordSummarised(who, entry).catch((error) => log.warn({ err: error }, 'a refusal could not be recorded'))
  })
}
