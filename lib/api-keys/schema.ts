import { z } from 'zod'
import { permissions } from '#lib/core/auth/permissions.ts'
import { timestamp } from '#lib/core/http/input/timestamp.ts'

export const createApiKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** The permissions of the key, which are effective only as far as its owner has them at the time of use. */
  scopes: z
    .array(z.enum(permissions))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: timestamp.refine((at) => Date.parse(at) > Date.now(), 'The expiry must be in the future.').nullish(),
})
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The key's first characters, for identification. */
  prefix: z.string(),
  scopes: z.array(z.enum(permissions)),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
})
export type ApiKeyBody = z.output<typeof apiKeySchema>
/** `key` is returned only in this response. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() })
