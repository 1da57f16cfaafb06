import type { SessionBody } from '#lib/sessions/schema.ts'

/** What a person would call the device of a session. */
export function deviceName({ deviceName: known }: Pick<SessionBody, 'deviceName'>): string {
  return known ?? 'Unknown device'
}
