import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { emailSchema } from '#lib/core/auth/email.ts'
import { permissions, roles } from '#lib/core/auth/permissions.ts'
import { listQuery } from '#lib/core/http/lists/cursor.ts'

export const passwordLength = { min: 8, max: 256 } as const

/** The length is counted in code points, not in UTF-16 code units. */
export const passwordSchema = z
  .string()
  .max(1024)
  .refine((password) => [...password].length >= passwordLength.min, {
    error: `A password has at least ${passwordLength.min} characters.`,
    params: { code: 'too_short' },
  })
  .refine((password) => [...password].length <= passwordLength.max, {
    error: `A password has at most ${passwordLength.max} characters.`,
    params: { code: 'too_long' },
  })

/** A single line, because it is used in mails and page titles. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line')

/** A telephone number in any international format, converted to E.164. */
export const phoneSchema = z
  .string()
  .max(40)
  .transform((written, context) => {
    const parsed = parsePhoneNumberFromString(written)
    if (parsed?.isValid()) return parsed.number as string
    context.addIssue({ code: 'custom', message: 'Write the number with its country code, such as +43 660 1234567.' })
    return z.NEVER
  })

export const registrationInput = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  /** Validated but ignored, for clients that still send it: the password is chosen with the mailed link. */
  password: passwordSchema.optional(),
})
export type RegistrationInput = z.output<typeof registrationInput>
export const confirmationInput = z.strictObject({
  token: z.string().min(1).max(256),
  /** Required, but checked after the token, so that an invalid link is reported first. */
  password: passwordSchema.optional(),
  /** Replaces the name that was given with the registration. */
  name: nameSchema.optional(),
})
export type ConfirmationInput = z.output<typeof confirmationInput>
export const passwordResetInput = z.strictObject({ email: emailSchema })
export const newPasswordInput = z.strictObject({ password: passwordSchema })
/** The token is sent in the body, because URLs are logged by proxies. */
export const passwordByLinkInput = newPasswordInput.extend({ token: z.string().min(1).max(256) })
export const changePasswordInput = z.strictObject({
  currentPassword: z.string().max(1024),
  newPassword: passwordSchema,
  /** Whether to revoke the user's API keys as well. */
  revokeApiKeys: z.boolean().default(false),
})
export type ChangePasswordInput = z.output<typeof changePasswordInput>

export const updateMeInput = z.strictObject({ name: nameSchema.optional(), phone: phoneSchema.nullable().optional() })
export type UpdateMeInput = z.output<typeof updateMeInput>

export const userStatuses = ['active', 'disabled'] as const
export const createUserInput = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: z.enum(roles),
  password: passwordSchema.optional(),
})
export type CreateUserInput = z.output<typeof createUserInput>
export const updateUserInput = z.strictObject({
  name: nameSchema.optional(),
  role: z.enum(roles).optional(),
  status: z.enum(userStatuses).optional(),
})
export type UpdateUserInput = z.output<typeof updateUserInput>

export const userQuery = z.object({
  ...listQuery.shape,
  /** Part of a name or a mail address. */
  q: z.string().max(200).optional(),
  role: z.enum(roles).optional(),
  status: z.enum(userStatuses).optional(),
})
export type UserQuery = z.output<typeof userQuery>

export const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
})
export type MeBody = z.output<typeof meSchema>

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role: z.enum(roles),
  status: z.enum(userStatuses),
  /** Invited and not yet able to sign in: no password and no linked account. */
  invited: z.boolean(),
  /** Has linked a Google account. */
  google: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type UserBody = z.output<typeof userSchema>
export const reauthenticationInput = z.strictObject({ password: z.string().max(1024) })

/** A linked account at another provider, with which the user can sign in. */
export const identitySchema = z.object({
  id: z.string(),
  provider: z.literal('google'),
  /** Its mail address at the time of linking, if known. */
  email: z.string().nullable(),
  linkedAt: z.iso.datetime(),
})
export type IdentityBody = z.output<typeof identitySchema>

export const invitationSchema = z.object({ inviteUrl: z.string() })
export const createdUserSchema = userSchema.extend({ inviteUrl: z.string().nullable() })
