import { z } from 'zod'

/** The normal form of a mail address (NFKC, lower case), so that full-width characters cannot create a second, similar account. */
export function normalizeEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

export const emailSchema = z.string().max(320).transform(normalizeEmail).pipe(z.email().max(254))
