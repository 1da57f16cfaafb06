import { z } from 'zod'

/** Accepts any text on purpose: an invalid address or password gets the same response as a wrong password. */
export const signInInput = z.strictObject({
  email: z.string().max(1024),
  password: z.string().max(4096),
  /** The name of the session in the list of sessions. */
  deviceName: z.string().trim().max(120).nullish(),
})
export type SignInInput = z.output<typeof signInInput>

export const refreshInput = z.strictObject({ refreshToken: z.string().max(4096) })

export const sessionSchema = z.object({
  id: z.string(),
  kind: z.enum(['web', 'api']),
  deviceName: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Whether it is the session of the request. */
  current: z.boolean(),
})
export type SessionBody = z.output<typeof sessionSchema>

export const tokensSchema = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  /** The lifetime of the access token in seconds. */
  expiresIn: z.number().int(),
  refreshToken: z.string(),
})
export type TokensBody = z.output<typeof tokensSchema>
export const signedInSchema = tokensSchema.extend({ session: sessionSchema })

export const introspectionInput = z.object({ token: z.string().max(65_536), token_type_hint: z.string().optional() })
/** RFC 7662. */
export const introspectionSchema = z.union([
  z.object({ active: z.literal(false) }),
  z.object({
    active: z.literal(true),
    sub: z.string(),
    /** Null for an API key, which has no session. */
    sid: z.string().nullable(),
    username: z.string(),
    role: z.string(),
    scope: z.string(),
    token_type: z.string(),
    iss: z.string(),
    aud: z.string(),
    exp: z.number().int().nullable(),
    iat: z.number().int().nullable(),
    jti: z.string().nullable(),
  }),
])
