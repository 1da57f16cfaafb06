import type { SessionBody } from '#lib/sessions/schema.ts'
import { settingsMessages } from './messages.ts'

/** The name of the device of a session, for example its browser and operating system. */
export function deviceName({ deviceName: name }: Pick<SessionBody, 'deviceName'>): string {
  return name ?? settingsMessages.session.unknownDevice
}
