import type { MatterRole } from '#lib/core/auth/permissions.ts'
import type { MatterBody, MemberBody } from './schema.ts'

export type MatterRow = {
  id: string
  name: string
  reference: string | null
  isPersonal: boolean
  /** The principal's role; null for an administrator who is not a member. */
  role: string | null
  documentCount: number
  memberCount: number
  createdAt: Date
  updatedAt: Date
}

/** The number of documents is hidden from non-members. */
export function presentMatter(row: MatterRow): MatterBody {
  const role = row.role as MatterRole | null
  return {
    id: row.id,
    name: row.name,
    reference: row.reference,
    isPersonal: row.isPersonal,
    role,
    documentCount: role ? row.documentCount : null,
    memberCount: row.memberCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export type MemberRow = {
  userId: string
  role: string
  createdAt: Date
  user: { name: string; email: string; status: string }
}

export function presentMember({ userId, role, createdAt, user }: MemberRow): MemberBody {
  const { name, email, status } = user
  return { userId, name, email, role: role as MatterRole, status, createdAt: createdAt.toISOString() }
}
