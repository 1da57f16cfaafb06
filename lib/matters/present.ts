import type { MatterRole } from '#lib/core/auth/permissions.ts'
import type { MatterBody, MemberBody } from './schema.ts'

export type MatterRow = {
  id: string
  name: string
  reference: string | null
  personalOfId: string | null
  createdAt: Date
  updatedAt: Date
  members: { role: string }[]
  _count: { documents: number; members: number }
}

/** `members` holds the caller's own membership and no other. */
export function presentMatter(matter: MatterRow): MatterBody {
  const role = (matter.members[0]?.role ?? null) as MatterRole | null
  return {
    id: matter.id,
    name: matter.name,
    reference: matter.reference,
    isPersonal: matter.personalOfId !== null,
    role,
    documentCount: role ? matter._count.documents : null,
    memberCount: matter._count.members,
    createdAt: matter.createdAt.toISOString(),
    updatedAt: matter.updatedAt.toISOString(),
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
