import { listUntrustedProxies } from './http/host/untrusted-proxies.ts'
import { findUndeliveredMail, type UndeliveredMail } from './mail/undelivered-mail.ts'
import { type FreeSpace, readFreeSpace } from './storage/free-space.ts'

/** Problems that need an administrator's attention; null or empty if there are none. */
export type Warnings = {
  space: FreeSpace | null
  unsentMail: UndeliveredMail | null
  /** Addresses that sent X-Forwarded-For but are not trusted proxies. */
  unlistedProxies: string[]
}

export async function readWarnings(): Promise<Warnings> {
  const [space, unsentMail] = await Promise.all([readFreeSpace(), findUndeliveredMail()])
  return { space: space.state === 'ok' ? null : space, unsentMail, unlistedProxies: listUntrustedProxies() }
}
