import { z } from 'zod'
import { matterRoles } from '#lib/core/auth/permissions.ts'

export const maxMatterNameLength = 200

const name = z.string().trim().min(1).max(maxMatterNameLength)
/** The law firm's own file number; an empty string becomes null. */
const reference = z
  .string()
  .trim()
  .max(100)
  .nullable()
  .transform((value) => value || null)

export const createMatterInput = z.strictObject({ name, reference: reference.optional() })
export type CreateMatterInput = z.output<typeof createMatterInput>

export const updateMatterInput = z.strictObject({ name: name.optional(), reference: reference.optional() })
export type UpdateMatterInput = z.output<typeof updateMatterInput>

export const setMemberInput = z.strictObject({ role: z.enum(matterRoles) })
export type SetMemberInput = z.output<typeof setMemberInput>

/** `all`: every matter except other users' personal ones; requires the permission to manage users. */
export const matterScopes = ['own', 'all'] as const

export const matterSchema = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  isPersonal: z.boolean(),
  role: z
    .enum(matterRoles)
    .nullable()
    .describe('Your role in the matter; null if you are not a member but an administrator.'),
  documentCount: z
    .number()
    .int()
    .nullable()
    .describe('The number of documents outside the trash; null if you are not a member.'),
  memberCount: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type MatterBody = z.output<typeof matterSchema>

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(matterRoles),
  status: z.string().describe('The status of the account: active or disabled.'),
  createdAt: z.iso.datetime(),
})
export type MemberBody = z.output<typeof memberSchema>

export const candidateQuery = z.object({ q: z.string().trim().min(2).max(200) })
export const candidateSchema = z.object({ userId: z.string(), name: z.string(), email: z.string() })
export type CandidateBody = z.output<typeof candidateSchema>
