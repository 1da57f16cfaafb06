import type { Caller, Principal } from '../../auth/principal.ts'
import type { ErrorCode } from '../../errors.ts'

/** A request that failed authentication or authorisation. `route` is the pattern, never the path. */
export type Refusal = { who: Caller | Principal; code: ErrorCode; method: string; route: string }

const key = Symbol.for('lexai.refusals')
type Listener = (refusal: Refusal) => void
const shared = globalThis as { [key]?: Listener }

/** Sets the listener of this process. The audit log uses it, which lib/core cannot import. */
export function setRefusalListener(listener: Listener): void {
  shared[key] = listener
}

const reportedCodes: ReadonlySet<ErrorCode> = new Set([
  'auth.invalid_token',
  'auth.forbidden',
  'auth.reauthentication_required',
  'request.cross_site',
])

export function reportRefusal(refusal: Refusal): void {
  if (reportedCodes.has(refusal.code)) shared[key]?.(refusal)
}
