import type { Caller, Principal } from '../../auth/principal.ts'
import type { ErrorCode } from '../../errors.ts'

/** A request that was refused for who sent it. `route` is the pattern, never the address. */
export type Refusal = { who: Caller | Principal; code: ErrorCode; method: string; route: string }

const key = Symbol.for('lexai.refusals')
type Listener = (refusal: Refusal) => void
const shared = globalThis as { [key]?: Listener }

/** What is told of each refusal, in this process. The audit log is not this module's to know: it stands above. */
export function setRefusalListener(listener: Listener): void {
  shared[key] = listener
}

const refusingCodes: ReadonlySet<ErrorCode> = new Set([
  'auth.invalid_token',
  'auth.forbidden',
  'auth.reauthentication_required',
  'request.cross_site',
])

export function tellRefusal(refusal: Refusal): void {
  if (refusingCodes.has(refusal.code)) shared[key]?.(refusal)
}
