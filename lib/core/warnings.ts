import { listUntrustedProxies } from './http/host/untrusted-proxies.ts'
import { findUnsentMail, type UnsentMail } from './mail/unsent-mail.ts'
import { type FreeSpace, readFreeSpace } from './storage/free-space.ts'

/** What needs an administrator's attention; null or empty where nothing does. */
export type Warnings = {
  space: FreeSpace | null
  unsentMail: UnsentMail | null
  /** Addresses that sent X-Forwarded-For without being trusted to. */
  unlistedProxies: string[]
}

export async function readWarnings(): Promise<Warnings> {
  const [space, unsentMail] = await Promise.all([readFreeSpace(), findUnsentMail()])
  return { space: space.state === 'ok' ? null : space, unsentMail, unlistedProxies: listUntrustedProxies() }
}
