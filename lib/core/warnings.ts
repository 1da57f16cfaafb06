import { listUntrustedProxies } from './http/host/untrusted-proxies.ts'
import { findUndeliveredMail, type UndeliveredMail } from './mail/undelivered-mail.ts'
import { type FreeSpace, readFreeSpace } from './storage/free-space.ts'

/** What needs an administrator's attention; null or empty where nothing does. */
export type Warnings = {
  space: FreeSpace | null
  unsentMail: UndeliveredMail | null
  /** Addresses that sent X-Forwarded-For without being trusted to. */
  unlistedProxies: string[]
}

export async function readWarnings(): Promise<Warnings> {
  const [space, unsentMail] = await Promise.all([readFreeSpace(), findUndeliveredMail()])
  return { space: space.state === 'ok' ? null : space, unsentMail, unlistedProxies: listUntrustedProxies() }
}
