import { z } from 'zod'

/**
 * One mailbox, one spelling: NFKC and lower case, before it is checked, so that a full-width @ or letter cannot make a second
 * account that looks the same.
 */
export function normalizeEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

export const emailSchema = z.string().max(320).transform(normalizeEmail).pipe(z.email().max(254))
