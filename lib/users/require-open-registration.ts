import { env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'

/** Throws `registration.closed` if accounts are created by invitation only. */
export function requireOpenRegistration(): void {
  if (env.signup !== 'open') throw new AppError('registration.closed')
}
